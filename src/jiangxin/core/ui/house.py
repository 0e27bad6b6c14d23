"""What the page header and footer show; the faces fill it for each request."""

from dataclasses import dataclass, field

from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.core.refusal import Text

MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of a face's navigation; `count` is how many things wait there."""

    url: str
    label: Text
    count: int | None = None
    current: bool = False

    @property
    def count_words(self) -> str:
        """The number shown; beyond a hundred nobody needs it exactly."""
        return f"{MOST_COUNTED}+" if (self.count or 0) > MOST_COUNTED else str(self.count or "")


@dataclass(frozen=True, slots=True)
class DutyChoice:
    """A duty the account may act in. `value` is what the switching form posts as `duty`."""

    value: str
    role: Text
    organisation: str
    current: bool = False
    delegated_by: str = ""


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language of the faces, named in itself; `code` is posted as `language`."""

    code: str
    name: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """The frame of one page.

    `inbox` leads to what waits in all duties, for whoever has several.

    Addresses left empty hide what they lead to, so that a face shows only what it has. `duty_url`, `language_url` and
    `sign_out_url` are posted to, with `next` naming the page to come back to.
    """

    site_name: Text
    organisation_name: Text
    home_url: str = "/"
    actor: Actor = PUBLIC
    navigation: tuple[NavigationItem, ...] = ()
    duties: tuple[DutyChoice, ...] = ()
    inbox: NavigationItem | None = None
    languages: tuple[LanguageChoice, ...] = ()
    account_links: tuple[NavigationItem, ...] = ()
    footer_links: tuple[NavigationItem, ...] = ()
    duty_url: str = ""
    language_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    help_url: str = ""
    filing_number: str = field(default="")
    """ICP filing number shown in the footer of public pages."""

    @property
    def duty(self) -> DutyChoice | None:
        """Return the duty the actor acts in now."""
        return next((duty for duty in self.duties if duty.current), None)

    @property
    def other_languages(self) -> tuple[LanguageChoice, ...]:
        """Return the languages the page can be switched to."""
        return tuple(language for language in self.languages if not language.current)

"""Keeping favourites: an article once, with a note, in folders of one's own."""

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound, Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.library import policies
from jiangxin.library.gate import articles_for
from jiangxin.library.models import Article, Favourite, FavouriteFolder
from jiangxin.people.models import Account

FOLDERS_AT_MOST = 50
"""Folders of one reader."""
_LONGEST = FavouriteFolder._meta.get_field("name").max_length or 0  # noqa: SLF001


@service("library.keep_article", about="article")
def keep_article(*, actor: Actor, article: Article, folder: FavouriteFolder | None = None, note: str = "") -> Favourite:
    """Keep an article among the actor's favourites; one kept already moves to the folder and takes the note.

    Raises:
        Refusal: nobody has signed in; the folder is somebody else's.
        NotFound: the actor may not list the article.
    """
    policies.may_keep(actor=actor).require()
    _require_listed(actor, article)
    _require_own(actor, folder)
    favourite, made = Favourite.objects.get_or_create(
        account_id=actor.account_key, article=article, defaults={"kept_at": clock.now()}
    )
    favourite.folder, favourite.note = folder, _note(note)
    favourite.save(update_fields=["folder", "note"])
    after = {"article": article.pk, "folder": folder.pk if folder else None, "anew": made}
    journal.record(actor=actor, act="library.keep_article", obj=favourite, after=after)
    return favourite


@service("library.unkeep_article", about="favourite")
def unkeep_article(*, actor: Actor, favourite: Favourite) -> None:
    """Take an article out of the actor's favourites."""
    policies.may_change_favourite(actor=actor, favourite=favourite).require()
    journal.record(actor=actor, act="library.unkeep_article", obj=favourite, before={"article": favourite.article_id})
    Favourite.objects.filter(pk=favourite.pk).delete()


@service("library.move_favourite", about="favourite")
def move_favourite(*, actor: Actor, favourite: Favourite, folder: FavouriteFolder | None) -> Favourite:
    """Move a favourite to another folder of the actor's, or to the top."""
    policies.may_change_favourite(actor=actor, favourite=favourite).require()
    _require_own(actor, folder)
    before = {"folder": favourite.folder_id}
    favourite.folder = folder
    favourite.save(update_fields=["folder"])
    after = {"folder": favourite.folder_id}
    journal.record(actor=actor, act="library.move_favourite", obj=favourite, before=before, after=after)
    return favourite


@service("library.annotate_favourite", about="favourite")
def annotate_favourite(*, actor: Actor, favourite: Favourite, note: str) -> Favourite:
    """Write a note on a favourite; what it says is its keeper's alone and stays out of the journal."""
    policies.may_change_favourite(actor=actor, favourite=favourite).require()
    favourite.note = _note(note)
    favourite.save(update_fields=["note"])
    after = {"length": len(favourite.note)}
    journal.record(actor=actor, act="library.annotate_favourite", obj=favourite, after=after)
    return favourite


@service("library.add_folder", about="folder")
def add_folder(*, actor: Actor, name: str) -> FavouriteFolder:
    """Add a folder for the actor's favourites.

    Raises:
        Refusal: "folder_invalid": no name, too long, taken; "too_many_folders".
    """
    policies.may_keep(actor=actor).require()
    Account.objects.select_for_update().get(pk=actor.account_key)  # a double click is two acts, one after the other
    plain = _folder_name(actor, name)
    if FavouriteFolder.objects.filter(account_id=actor.account_key).count() >= FOLDERS_AT_MOST:
        message = _("最多 %(count)s 个收藏夹。") % {"count": FOLDERS_AT_MOST}
        raise Refusal("too_many_folders", message, _("请先删除不用的收藏夹。"))
    made = FavouriteFolder.objects.create(account_id=actor.account_key, name=plain)
    journal.record(actor=actor, act="library.add_folder", obj=made)
    return made


@service("library.rename_folder", about="folder")
def rename_folder(*, actor: Actor, folder: FavouriteFolder, name: str) -> FavouriteFolder:
    """Give a folder of the actor's another name."""
    policies.may_change_folder(actor=actor, folder=folder).require()
    before, folder.name = folder.name, _folder_name(actor, name, but=folder)
    folder.save(update_fields=["name"])
    after = {"name": folder.name}
    journal.record(actor=actor, act="library.rename_folder", obj=folder, before={"name": before}, after=after)
    return folder


@service("library.remove_folder", about="folder")
def remove_folder(*, actor: Actor, folder: FavouriteFolder) -> None:
    """Remove a folder of the actor's; what lay in it goes to the top."""
    policies.may_change_folder(actor=actor, folder=folder).require()
    freed = Favourite.objects.filter(folder=folder).update(folder=None)
    journal.record(actor=actor, act="library.remove_folder", obj=folder, after={"freed": freed})
    folder.delete()


def _require_listed(actor: Actor, article: Article) -> None:
    if not articles_for(actor).filter(pk=article.pk).exists():
        raise NotFound


def _require_own(actor: Actor, folder: FavouriteFolder | None) -> None:
    if folder is not None:
        policies.may_change_folder(actor=actor, folder=folder).require()


def _note(note: str) -> str:
    return "\n".join(line.rstrip() for line in note.strip().splitlines())[:300]


def _folder_name(actor: Actor, name: str, *, but: FavouriteFolder | None = None) -> str:
    plain = " ".join(name.split())
    others = FavouriteFolder.objects.filter(account_id=actor.account_key, name=plain)
    message: Text | None = None
    if not plain:
        message, code = _("请填写收藏夹名称。"), "required"
    elif len(plain) > _LONGEST:
        message, code = _("收藏夹名称最多 %(count)s 个字。") % {"count": _LONGEST}, "too_long"
    elif others.exclude(pk=but.pk if but else 0).exists():
        message, code = _("已有收藏夹“%(name)s”。") % {"name": plain}, "taken"
    if message is not None:
        raise Refusal("folder_invalid", message, _("请改正后再保存。"), problems=[Problem("name", message, code)])
    return plain

"""An account: how a person signs in."""

from typing import ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.people.models.person import Person


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their sign-in name, whatever the case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of a sign-in name."""
        return self.get(username__iexact=username)


class Account(AbstractBaseUser, Record):
    """A sign-in name with a password, belonging to one person. What it may do is told by its duties.

    While `start_password_until` is set, the password is one that somebody else made and knows: it lets in until that
    moment, and only to choose one's own.
    """

    journal_label: ClassVar[str] = "people.account"
    retention: ClassVar[Retention] = Retention.STANDARD

    username = models.CharField(_("登录名"), max_length=60, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accounts")
    language = models.CharField(_("界面语言"), max_length=10, default="zh-hans")
    is_active = models.BooleanField(_("启用"), default=True)
    start_password_until = models.DateTimeField(_("起始口令有效期至"), null=True, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("账号")

    def __str__(self) -> str:
        return self.username

    def check_password(self, raw_password: str | None) -> bool:
        """Tell whether this is the password; a start password is not hashed anew in the form it was typed in."""
        if self.start_password_until is not None:
            return check_password(raw_password, self.password)
        return super().check_password(raw_password)

"""How a start password is kept: quickly, because it is random, so that a thousand accounts are opened in a moment."""

from typing import Any

from django.contrib.auth.hashers import BasePasswordHasher, get_hasher
from django.utils.crypto import constant_time_compare

from jiangxin.core.crypto import digest
from jiangxin.people.start_passwords import tidy


class StartPasswordHasher(BasePasswordHasher):
    """A keyed digest. 59 random bits under the installation's key need no slow hash; what a person chooses gets one."""

    algorithm = "start"

    def encode(self, password: str, salt: str) -> str:
        """Return what is stored."""
        return f"{self.algorithm}${salt}${digest(f'start-password:{salt}:{tidy(password)}')}"

    def decode(self, encoded: str) -> dict[str, Any]:
        """Return the parts of what is stored."""
        algorithm, salt, kept = encoded.split("$", 2)
        return {"algorithm": algorithm, "salt": salt, "hash": kept}

    def verify(self, password: str, encoded: str) -> bool:
        """Compare, and take as long as for any other password, so that the time of an answer tells nothing."""
        hasher = get_hasher("default")
        hasher.encode(password, hasher.salt())
        return constant_time_compare(encoded, self.encode(password, self.decode(encoded)["salt"]))

    def must_update(self, encoded: str) -> bool:
        """Leave it as it is until the person chooses their own."""
        del encoded
        return False

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Do nothing: `verify` has taken its time."""

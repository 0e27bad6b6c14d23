"""The scored call of tests/awards."""

from tests.awards.conftest import scene

__all__ = ["scene"]

"""The campaign of the proposals' own tests."""

from tests.proposals.conftest import scene

__all__ = ["scene"]

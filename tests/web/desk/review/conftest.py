"""The scene of judging, for its pages."""

from tests.review.conftest import scene

__all__ = ["scene"]

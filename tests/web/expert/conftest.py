"""The scene of judging, for its pages."""

from tests.review.conftest import run, scene

__all__ = ["run", "scene"]

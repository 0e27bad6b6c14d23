"""The real damaged page, where it lies: in the folder `JIANGXIN_TEST_SEED` names, else beside the checkout."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("JIANGXIN_TEST_SEED") or Path(__file__).parents[2] / "shared" / "seed")
PAGE = FOLDER / "speech-page.txt"
needs_seed = pytest.mark.skipif(not PAGE.is_file(), reason="the seed page is not on this machine")

"""V8: emoji in brackets, put inside words and even inside the readings put there before."""

import re
from functools import partial
from typing import Final

from jiangxin.engine.text.restore.brackets import may_hold
from jiangxin.engine.text.restore.report import Damage, Edit
from jiangxin.engine.text.restore.stage import Found, Outcome, unchanged

# Pictographs, flags, dingbats (Unicode 16 emoji blocks); ★ ☆ and the ticks and crosses of forms stay.
_PICTURE: Final = (
    "[\U0001f000-\U0001faff\u2600-\u2604\u2607-\u2610\u2614-\u26ff\u2701-\u2712\u2719-\u2775\u2795-\u27bf"
    "\u2b00-\u2bff\u231a\u231b\u23e9-\u23f3]"
)
_BRACKETED: Final = re.compile(f"[(（]\\s*+(?:{_PICTURE}[\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f]*+\\s*+)++[)）]")
_HEADS: Final = re.compile(f"{_PICTURE}|\\s")
# Digits, letters and signs that variation selector 16 turns into pictures (Unicode Technical Standard 51).
_SELECTED: Final = "\ufe0f"
_BRACKETED_SIGNS: Final = re.compile(
    f"[(（]\\s*+(?:(?:{_PICTURE}|[^\\s()（）\u2713-\u2718]\ufe0f)[\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f]*+\\s*+)++[)）]"
)


def drop_emoji(text: str) -> Outcome:
    """Remove brackets that hold nothing but emoji."""
    pattern = _BRACKETED_SIGNS if _SELECTED in text else _BRACKETED
    if pattern is _BRACKETED and not may_hold(text, _HEADS):
        return unchanged(text)
    after = pattern.sub("", text)
    return Outcome(after, partial(_find, text, pattern)) if after != text else unchanged(text)


def _find(text: str, pattern: re.Pattern[str]) -> Found:
    return Found([Edit(*match.span(), "", Damage.EMOJI) for match in pattern.finditer(text)])

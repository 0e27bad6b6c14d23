"""Forms on the screen: bound to answers, drawn by the templates in `forms/`, brought to life by `core/js/forms/`."""

from jiangxin.forms.rendering.bound import BoundField, BoundForm, BoundRow, BoundSection, Options, bind
from jiangxin.forms.rendering.browser import FormPage, rules, rules_json, words_json

__all__ = [
    "BoundField",
    "BoundForm",
    "BoundRow",
    "BoundSection",
    "FormPage",
    "Options",
    "bind",
    "rules",
    "rules_json",
    "words_json",
]

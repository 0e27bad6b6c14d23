"""Template tags of the forms."""

from django import template

from jiangxin.forms.rendering import BoundForm, rules_json, words_json

register = template.Library()
register.simple_tag(words_json, name="form_words")


@register.simple_tag
def form_rules(form: BoundForm) -> str:
    """Return the conditions of a form as JSON, for the form's data attribute."""
    return rules_json(form)

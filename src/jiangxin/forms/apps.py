"""Django's entry to the forms: templates and template tags, no tables."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """The forms."""

    name = "jiangxin.forms"
    label = "jiangxin_forms"  # "forms" is the label of django.forms
    verbose_name = "forms"

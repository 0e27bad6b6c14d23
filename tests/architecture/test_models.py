"""Every table is named in the journal and has a term to be kept."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command

from jiangxin.core.models import Record, Retention

MODELS = [model for model in apps.get_models() if model.__module__.startswith("jiangxin.")]
BY_NAME = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


@BY_NAME
def test_a_table_derives_from_record(model):
    assert issubclass(model, Record)


@BY_NAME
def test_a_table_sets_its_own_label_in_the_journal(model):
    label = vars(model)["journal_label"]

    app, _dot, name = label.partition(".")
    assert app == model._meta.app_label
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)


@BY_NAME
def test_a_table_sets_its_own_term(model):
    assert isinstance(vars(model)["retention"], Retention)


@BY_NAME
def test_a_table_has_a_name_for_people(model):
    assert str(model._meta.verbose_name) != model._meta.model_name.replace("_", " ")
    assert model.__str__ is not Record.__str__


def test_labels_are_unique():
    labels = [model.journal_label for model in MODELS]

    assert sorted(labels) == sorted(set(labels))


@pytest.mark.django_db
def test_migrations_tell_the_models_as_they_are():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)

"""Officers who import, and files that were read for them."""

import pytest

from jiangxin.core.actor import Role
from tests.library.imports.conftest import bring, reader

__all__ = ["bring", "reader"]


@pytest.fixture
def officer(actor, federation):
    return actor(Role.OFFICER_CITY, federation.city)


@pytest.fixture
def county(actor, federation):
    return actor(Role.REVIEWER_FIRST, federation.county)


@pytest.fixture
def writer(actor, federation):
    return actor(Role.UNION_OFFICER, federation.unit)

"""What waits for whom while an article is on its way."""

import pytest

from jiangxin.core.actor import Role
from jiangxin.library.services import publish_article, return_to_draft, send_to_review, withdraw_article
from jiangxin.orgs.queries import errands_for
from tests.library.scene import draft


@pytest.fixture
def people(actor, federation):
    return {
        "unit": actor(Role.UNION_OFFICER, federation.unit),
        "county": actor(Role.REVIEWER_FIRST, federation.county),
        "other county": actor(Role.REVIEWER_FIRST, federation.other_county),
        "city": actor(Role.OFFICER_CITY, federation.city),
    }


def waiting(people):
    return {name: errand.asked for name, person in people.items() for errand in errands_for(person)}


def test_the_nearest_who_publishes_is_asked_and_the_writer_when_it_comes_back(people, federation):
    unit, county = people["unit"], people["county"]
    article = send_to_review(actor=unit, article=draft(federation.unit, actor=unit), expected_revision=1)
    errand = errands_for(county).get()
    assert waiting(people) == {"county": "publish_article"}
    assert (errand.title, errand.note) == (article.title, f"{federation.unit.name}送审")

    article = return_to_draft(actor=county, article=article, expected_revision=2, reason="日期\n有误")
    assert waiting(people) == {"unit": "revise_article"}
    assert errands_for(unit).get().note == "日期 有误"

    article = send_to_review(actor=unit, article=article, expected_revision=3)
    assert waiting(people) == {"county": "publish_article"}
    article = publish_article(actor=county, article=article, expected_revision=4)
    assert waiting(people) == {}
    article = withdraw_article(actor=county, article=article, expected_revision=5, reason="过期")
    return_to_draft(actor=county, article=article, expected_revision=6, reason="更正后再发")
    assert waiting(people) == {"unit": "revise_article"}


def test_what_a_writer_takes_back_waits_for_nobody(people, federation):
    unit = people["unit"]
    article = send_to_review(actor=unit, article=draft(federation.unit, actor=unit), expected_revision=1)

    return_to_draft(actor=unit, article=article, expected_revision=2)

    assert waiting(people) == {}


def test_where_a_county_has_nobody_the_city_is_asked(actor, federation):
    people = {
        "unit": actor(Role.UNION_OFFICER, federation.other_unit),
        "city": actor(Role.OFFICER_CITY, federation.city),
    }
    article = draft(federation.other_unit, actor=people["unit"])

    article = send_to_review(actor=people["unit"], article=article, expected_revision=1)

    assert waiting(people) == {"city": "publish_article"}
    publish_article(actor=people["city"], article=article, expected_revision=2)
    assert waiting(people) == {}

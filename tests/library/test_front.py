import pytest

from jiangxin.core import journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import Refusal
from jiangxin.library.enums import Access, FrontSlot
from jiangxin.library.models import FrontPlace
from jiangxin.library.queries import front_page
from jiangxin.library.services import arrange_front
from tests.library.scene import draft, published, refused


def test_the_front_page_stands_as_it_was_arranged(actor, federation):
    officer = actor(Role.OFFICER_CITY, federation.city)
    one, two, three = (published(federation.unit) for _ in range(3))

    arrange_front(actor=officer, slot=FrontSlot.NEWS, articles=[two, one, two])
    arrange_front(actor=officer, slot=FrontSlot.STORIES, articles=[one])
    arrange_front(actor=officer, slot=FrontSlot.NEWS, articles=[three, two])

    page = front_page(PUBLIC)
    assert {slot: articles for slot, articles in page.items() if articles} == {
        FrontSlot.NEWS: [three, two],
        FrontSlot.STORIES: [one],
    }
    assert list(page) == list(FrontSlot)
    entry = journal.of(federation.city)[0]
    assert (entry.before, entry.after) == (
        {"slot": "news", "articles": [two.pk, one.pk]},
        {"slot": "news", "articles": [three.pk, two.pk]},
    )


def test_a_place_is_cleared(federation):
    arrange_front(actor=SYSTEM, slot=FrontSlot.NEWS, articles=[published(federation.unit)])
    arrange_front(actor=SYSTEM, slot=FrontSlot.NEWS, articles=[])

    assert FrontPlace.objects.count() == 0


def test_a_restricted_article_stands_there_with_its_open_part(federation):
    article = published(federation.unit, access=Access.SIGNED_IN)
    arrange_front(actor=SYSTEM, slot=FrontSlot.HEADLINE, articles=[article])

    (shown,) = front_page(PUBLIC)[FrontSlot.HEADLINE]
    assert ("坩埚" in shown.excerpt, "body" in shown.get_deferred_fields()) == (False, True)


@pytest.mark.parametrize(
    ("slot", "count", "is_draft", "path", "code"),
    [
        ("sideways", 1, False, "slot", "invalid_choice"),
        (FrontSlot.HEADLINE, 4, False, "articles", "too_many"),
        (FrontSlot.NEWS, 1, True, "articles", "not_published"),
    ],
)
def test_what_cannot_stand_there_is_refused(federation, slot, count, is_draft, path, code):
    articles = [(draft if is_draft else published)(federation.unit) for _ in range(count)]

    with pytest.raises(Refusal) as no:
        arrange_front(actor=SYSTEM, slot=slot, articles=articles)

    assert [(problem.path, problem.code) for problem in no.value.problems] == [(path, code)]
    assert FrontPlace.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "place", "code"),
    [
        (Role.OFFICER_CITY, "city", None),
        (Role.REVIEWER_FIRST, "county", "wrong_duty"),
        (Role.UNION_OFFICER, "unit", "wrong_duty"),
        (Role.LEADER_CITY, "city", "wrong_duty"),
    ],
)
def test_the_front_page_is_the_citys(actor, federation, role, place, code):
    somebody = actor(role, getattr(federation, place))
    article = published(federation.unit)

    assert refused(lambda: arrange_front(actor=somebody, slot=FrontSlot.NEWS, articles=[article])) == code

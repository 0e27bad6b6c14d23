"""Who reads the whole of an article, set on screen: counted before it is saved, and saved once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import PUBLIC, Role
from jiangxin.core.models import JournalEntry
from jiangxin.library.enums import Access
from jiangxin.library.models import Article, ArticleReader
from jiangxin.library.queries import reading_of
from tests.library.scene import draft, published


def where(article):
    return f"/desk/library/{article.pk}/access/"


def values(article, **changes):
    rule = {"preview_opening": "20", "preview_gap": "30", "preview_tail": "10", "reason": "内部材料"}
    return {"access": "signed_in", **rule, "revision": str(article.revision), "act": "save", **changes}


def gaps(page):
    return [int(line.rsplit("省略", 1)[1].removesuffix("字")) for line in page.all(".jx-shape-gaps li")]


def test_a_preview_counts_each_gap_and_saves_nothing(federation, officer, send):
    article = published(federation.unit)

    page = send(officer, where(article), values(article, act="preview"))

    held = Article.objects.get(pk=article.pk)
    assert (page.status, held.access, held.revision) == (200, Access.PUBLIC, article.revision)
    assert gaps(page) == [30, 10]
    assert page.all("#cut-title") == ["保存后未获授权的人将看到的"]


def test_what_was_shown_is_what_a_stranger_gets(federation, officer, send):
    article = published(federation.unit)
    tried = send(officer, where(article), values(article, act="preview"))

    saved = send(officer, where(article), values(article))

    reading = reading_of(PUBLIC, Article.objects.get(pk=article.pk))
    assert (gaps(tried), gaps(saved)) == ([*reading.withheld], [*reading.withheld])
    assert tried.all(".jx-shape-text p") == saved.all(".jx-shape-text p")
    assert reading.shown + reading.omitted == reading.total
    entry = JournalEntry.objects.get(act="library.set_access", outcome="done")
    assert (entry.reason, entry.after["access"]) == ("内部材料", "signed_in")


def test_organisations_are_found_by_name_and_chosen(federation, officer, send):
    article = draft(federation.unit)
    found = send(officer, where(article), values(article, access="organisations", act="find", find="重型机床"))
    code = f"{federation.unit.pk}:"
    assert code in [node.attributes["value"] for node in found.tree.css("[name=organisations]")]

    send(officer, where(article), values(article, access="organisations", organisations=[code]))

    readers = ArticleReader.objects.filter(article=article).values_list("organisation_id", "role")
    assert list(readers) == [(federation.unit.pk, "")]


def test_duties_are_chosen_anywhere_and_at_a_place(federation, officer, send):
    article = draft(federation.unit)
    asked = values(article, access="duty", act="find", find="青石县", find_role="expert")
    there = f"{federation.county.pk}:expert"
    found = send(officer, where(article), asked)
    assert there in [node.attributes["value"] for node in found.tree.css("[name=duties]")]

    send(officer, where(article), values(article, access="duty", duties=[":union_officer", there]))

    readers = set(ArticleReader.objects.filter(article=article).values_list("organisation_id", "role"))
    assert readers == {(None, "union_officer"), (federation.county.pk, "expert")}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"access": "organisations"}, "organisations"),
        ({"access": "duty"}, "duties"),
        ({"access": "everyone"}, "access_0"),
        ({"preview_opening": "-1"}, "preview_opening"),
        ({"preview_gap": "0", "preview_tail": "0"}, "preview_gap"),
        ({"preview_tail": "many"}, "preview_tail"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_fault_stands_beside_its_field(federation, officer, send, changes, field):
    article = published(federation.unit)

    page = send(officer, where(article), values(article, **changes))

    assert (page.status in {409, 422}, page.links(".jx-errors a")) == (True, [f"#id_{field}"])
    assert Article.objects.get(pk=article.pk).access == Access.PUBLIC


def test_a_stale_page_changes_nothing(federation, officer, send):
    article = published(federation.unit)

    page = send(officer, where(article), values(article, revision=str(article.revision - 1)))

    assert (page.status, Article.objects.get(pk=article.pk).access) == (409, Access.PUBLIC)
    assert "刚被修改过" in page.text


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.OFFICER_CITY, "city", 200),
        (Role.REVIEWER_FIRST, "county", 200),
        (Role.REVIEWER_FIRST, "other_county", 404),
        (Role.UNION_OFFICER, "unit", 409),
        (Role.UNION_OFFICER, "other_unit", 404),
        (Role.LEADER_CITY, "city", 403),
        (Role.WORKER, "unit", 403),
    ],
)
def test_it_is_for_those_who_may_edit(federation, actor, open_page, role, place, status):
    article = published(federation.unit)

    assert open_page(actor(role, getattr(federation, place)), where(article)).status == status


def test_queries_do_not_grow_with_readers(federation, officer, open_page):
    article = published(federation.unit)
    open_page(officer, where(article))
    counts = []
    for places in ([federation.unit], [federation.county, federation.other_county, federation.other_unit]):
        ArticleReader.objects.bulk_create(ArticleReader(article=article, organisation=place) for place in places)
        with CaptureQueriesContext(connection) as captured:
            open_page(officer, where(article))
        counts.append(len(captured))
    assert counts[0] == counts[1]

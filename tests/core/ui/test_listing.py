import io
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db.models import Q
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from jiangxin.core.actor import PUBLIC, Role
from jiangxin.core.models import JournalEntry, SavedView
from jiangxin.core.refusal import Refusal
from jiangxin.core.services.saved_views import save_view
from jiangxin.core.ui.export import harmless
from jiangxin.core.ui.list_page import ListPage
from jiangxin.core.ui.list_state import read_state
from jiangxin.core.ui.listing import (
    BatchAct,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Kind,
    Listing,
    TextFilter,
    YesNoFilter,
    hidden_selection,
    listing_page,
    selected_rows,
)
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation

pytestmark = pytest.mark.django_db


def gate(actor):
    """Whoever has an organisation sees its subtree; nobody else sees anything."""
    rows = Organisation.objects.select_related("parent")
    return rows.filter(path__startswith=actor.organisation_path) if actor.organisation_path else rows.none()


LISTING = Listing(
    code="test.organisations",
    title="组织",
    rows=gate,
    columns=[
        Column(code="name", label="名称", sort="name"),
        Column(code="parent", label="上级", value="parent.name"),
        Column(code="level", label="层级", kind=Kind.STATE, sort=("level", "name")),
        Column(code="employees", label="职工数", kind=Kind.NUMBER, sort="employees"),
        Column(code="closed_on", label="撤销时间", kind=Kind.DATE, shown=False),
    ],
    filters=[
        TextFilter(code="q", label="名称", fields=("name",)),
        ChoiceFilter(code="level", label="层级", choices=Level.choices),
        YesNoFilter(code="unit", label="有单位", condition=~Q(unit_name="")),
        DateRangeFilter(code="closed", label="撤销时间", field="closed_on"),
    ],
    default_sort="name",
    page_size=3,
    row_url=lambda row: f"/organisations/{row.pk}",
    batch_acts=[BatchAct("催办", "/remind")],
)


@pytest.fixture
def officer(federation, actor):
    return actor(Role.OFFICER_CITY, federation.city)


@pytest.fixture
def county_officer(federation, actor):
    return actor(Role.REVIEWER_FIRST, federation.county)


def ask(actor, query="", *, method="get", data=None):
    request = getattr(RequestFactory(), method)(f"/list{query}", data)
    request.actor = actor
    request.session = SessionStore()
    request._messages = FallbackStorage(request)
    return request


def show(actor, query="", listing=LISTING):
    return ListPage(listing, read_state(listing, QueryDict(query), actor), actor, "/list")


def names(page):
    return [row.head.text for row in page.rows]


def body(response):
    content = b"".join(response.streaming_content)
    if file := getattr(response, "file_to_stream", None):
        file.close()  # closing the response itself would also close the test's database
    return content


def add(federation, count):
    Organisation.objects.bulk_create(
        Organisation(
            name=f"{number:04d}号工会",
            short_name=f"{number}",
            level=Level.SUBUNIT,
            parent=federation.unit,
            path=f"{federation.unit.path}{number:05d}.",
        )
        for number in range(1, count + 1)
    )


def test_the_gate_decides_what_is_listed_and_counted(federation, county_officer):
    page = show(county_officer)
    assert page.count == 3
    assert sorted(names(page)) == sorted([federation.county.name, federation.unit.name, federation.private_unit.name])
    assert show(PUBLIC).count == 0


def test_the_number_of_queries_does_not_grow_with_the_rows(federation, officer, django_assert_num_queries):
    listing = Listing(**{**LISTING.__dict__, "page_size": 50})
    Organisation.objects.exclude(pk=federation.city.pk).update(closed_on=date(2026, 1, 1))
    one = Listing(**{**listing.__dict__, "rows": lambda actor: gate(actor).filter(closed_on=None)})
    with django_assert_num_queries(3):  # count, rows, saved views
        assert listing_page(ask(officer), one).status_code == 200
    add(federation, 500)
    with django_assert_num_queries(3):
        assert listing_page(ask(officer), one).status_code == 200
    assert show(officer, listing=one).count == 501


def test_rows_come_in_the_order_asked_and_ties_are_broken_by_key(federation, officer):
    add(federation, 7)
    shown = [name for number in range(1, 6) for name in names(show(officer, f"sort=-employees&page={number}"))]
    keys = list(gate(officer).order_by("-pk").values_list("name", flat=True))
    assert shown == keys


def test_sorting_by_several_fields_turns_them_all(federation, officer):
    listing = Listing(**{**LISTING.__dict__, "page_size": 50})
    upwards, downwards = (names(show(officer, f"sort={sort}", listing)) for sort in ("level", "-level"))
    assert downwards == upwards[::-1]


@pytest.mark.parametrize(
    "query",
    [
        "sort=password",
        "sort=parent",
        "sort=-",
        "sort=--name",
        "sort=name;DROP TABLE",
        "sort=parent__name",
        "sort=pk",
        "page=0",
        "page=-1",
        "page=abc",
        "page=",
        "page=１",
        "page=99999999999999999999",
        "page=1e9",
        "page=²",
        "level=emperor",
        "level=%00",
        "unit=perhaps",
        "closed_from=tomorrow",
        "closed_to=0000-00-00",
        "q=%00",
        "q=+++",
        "columns=password",
        "columns=",
        "export=pdf",
        "unknown=1",
        "level[]=city",
        "closed_from=9999-12-31",
    ],
)
def test_senseless_addresses_change_nothing(officer, query):
    asked, plain = show(officer, query), show(officer)
    assert names(asked) == names(plain)
    assert asked.query == plain.query == ""
    assert asked.count == plain.count
    assert listing_page(ask(officer, f"?{query}"), LISTING).status_code == 200


def test_a_page_beyond_the_last_is_the_last(officer):
    page = show(officer, "page=500")
    assert (page.number, page.last) == (3, 3)
    assert names(page) == names(show(officer, "page=3"))


@given(
    st.dictionaries(
        st.sampled_from(["q", "level", "unit", "closed_from", "closed_to", "sort", "page", "columns"]), st.text()
    )
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
def test_no_address_whatever_raises(officer, asked):
    query = QueryDict(mutable=True)
    query.update(asked)
    page = ListPage(LISTING, read_state(LISTING, query, officer), officer, "/list")
    assert len(page.rows) <= LISTING.page_size


def test_the_address_of_a_state_leads_back_to_it(officer):
    filters = "q=%E5%B7%A5%E4%BC%9A&level=grassroots&unit=yes&closed_from=2026-01-01"
    query = f"{filters}&sort=-employees&columns=name&columns=level"
    state = read_state(LISTING, QueryDict(query), officer)
    again = read_state(LISTING, QueryDict(state.address(LISTING)), officer)
    assert again == state
    assert state.address(LISTING) == query


def test_a_chip_takes_its_filter_away_and_nothing_else(officer):
    page = show(officer, "level=grassroots&unit=yes&page=2")
    assert [(str(label), str(words), url) for label, words, url in page.chips] == [
        ("层级", "基层工会", "?unit=yes"),
        ("有单位", "是", "?level=grassroots"),
    ]


def test_columns_are_chosen_in_the_address_and_the_first_stays(officer):
    page = show(officer, "columns=employees&columns=closed_on")
    assert [column.code for column in page.columns] == ["name", "employees", "closed_on"]


def test_a_heading_turns_the_order_and_tells_it(officer):
    headings = {heading.column.code: heading for heading in show(officer, "sort=name").headings}
    assert (headings["name"].sort_url, headings["name"].direction) == ("?sort=-name", "ascending")
    assert (headings["employees"].sort_url, headings["employees"].direction) == ("?sort=employees", "")
    assert headings["parent"].sort_url == ""


def test_counting_and_turning_pages_stop_at_the_cap(federation, officer):
    add(federation, 10_020)
    page = show(officer, "page=100000")
    assert page.count_words == "超过 10,000 条"
    assert page.at_the_cap
    assert page.number == 3334


def test_a_listing_that_cannot_work_is_refused_at_once():
    with pytest.raises(ValueError, match="already uses sort"):
        Listing(code="x", title="x", rows=gate, columns=[], filters=[TextFilter(code="sort", label="")])
    with pytest.raises(ValueError, match="no sortable column"):
        Listing(code="x", title="x", rows=gate, columns=LISTING.columns, default_sort="parent")
    with pytest.raises(ValueError, match="used twice"):
        Listing(code="x", title="x", rows=gate, columns=[*LISTING.columns, LISTING.columns[0]])


def test_the_page_shows_names_escaped(federation, officer):
    Organisation.objects.filter(pk=federation.unit.pk).update(name="<script>alert(1)</script>")
    text = listing_page(ask(officer, "?q=script"), LISTING).content.decode()
    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2  # the name and the label of its tick box


# Export


def test_a_csv_begins_with_a_mark_of_its_encoding_and_ends_with_who_took_it(federation, county_officer, clock_at):
    clock_at("2026-11-22 15:04")
    response = listing_page(ask(county_officer, "?export=csv&level=county"), LISTING)
    lines = body(response).decode().split("\r\n")
    assert lines == [
        "\ufeff名称,上级,层级,职工数",
        f"{federation.county.name},{federation.city.name},县（市、区）级,0",
        f"{federation.county.name} {county_officer.name} 于 2026年11月22日 15:04 导出，共 1 行",
        "",
    ]
    assert "filename*=UTF-8''%E7%BB%84%E7%BB%8720261122.csv" in response["Content-Disposition"]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_is_text(federation, officer, begin):
    name = f'{begin}HYPERLINK("http://x")'
    Organisation.objects.filter(pk=federation.unit.pk).update(name=name)
    response = listing_page(ask(officer, "?export=csv&q=HYPERLINK&columns=name"), LISTING)
    assert f"'{begin}HYPERLINK" in body(response).decode()
    workbook = listing_page(ask(officer, "?export=xlsx&q=HYPERLINK&columns=name"), LISTING)
    sheet = io.BytesIO(body(workbook))
    rows = CalamineWorkbook.from_filelike(sheet).get_sheet_by_index(0).to_python()
    assert rows[2][0].strip() == name.strip()


def test_an_excel_file_holds_all_rows_with_numbers_as_numbers(federation, officer):
    add(federation, 40)
    Organisation.objects.filter(pk=federation.unit.pk).update(employees=1234, closed_on=date(2026, 11, 22))
    query = "?export=xlsx&columns=name&columns=employees&columns=closed_on&sort=-employees&page=2"
    response = listing_page(ask(officer, query), LISTING)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body(response))).get_sheet_by_name("组织").to_python()
    assert len(rows) == 2 + 48
    assert rows[1] == ["名称", "职工数", "撤销时间"]
    assert rows[2] == [federation.unit.name, 1234, date(2026, 11, 22)]


def test_taking_a_list_along_is_journalled(officer):
    listing_page(ask(officer, "?export=csv&level=county"), LISTING)
    entry = JournalEntry.objects.filter(act="core.export_list").get()
    assert entry.actor_id == officer.account_id
    assert entry.after == {"listing": "test.organisations", "form": "csv", "query": "level=county", "rows": 2}


def test_an_export_beyond_its_limit_is_refused(officer):
    small = Listing(**{**LISTING.__dict__, "export_limit": 3})
    with pytest.raises(Refusal) as caught:
        listing_page(ask(officer, "?export=csv"), small)
    assert caught.value.code == "export_too_large"
    assert JournalEntry.objects.filter(act="core.export_list").count() == 0


def test_a_list_that_must_not_be_taken_along_has_no_export(officer):
    closed = Listing(**{**LISTING.__dict__, "exportable": False})
    assert listing_page(ask(officer, "?export=csv"), closed)["Content-Type"].startswith("text/html")


# Saved views


def test_a_view_is_kept_and_offered_again(officer):
    request = ask(
        officer, "?level=county&sort=-name&page=2", method="post", data={"act": "save_view", "name": "  县 级 "}
    )
    response = listing_page(request, LISTING)
    assert (response.status_code, response["Location"]) == (303, "/list?level=county&sort=-name")
    page = show(officer, "level=county&sort=-name")
    assert [(view.name, current) for view, current in page.saved_views] == [("县 级", True)]


def test_a_view_under_a_taken_name_is_replaced(officer):
    for query in ("level=county", "level=city"):
        save_view(actor=officer, listing=LISTING.code, name="常看", query=query)
    assert [view.query for view in SavedView.objects.all()] == ["level=city"]
    assert JournalEntry.objects.filter(act="core.save_view").count() == 2


def test_views_are_one_s_own(officer, county_officer):
    save_view(actor=officer, listing=LISTING.code, name="常看", query="level=city")
    request = ask(county_officer, method="post", data={"act": "delete_view", "name": "常看"})
    listing_page(request, LISTING)
    assert [message.level_tag for message in get_messages(request)] == ["error"]
    assert SavedView.objects.count() == 1
    listing_page(ask(officer, method="post", data={"act": "delete_view", "name": "常看"}), LISTING)
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("name", ["", "   ", "很" * 41, "坏\x00名"])
def test_a_view_needs_a_plain_name(officer, name):
    request = ask(officer, method="post", data={"act": "save_view", "name": name})
    assert listing_page(request, LISTING).status_code == 303
    assert [message.level_tag for message in get_messages(request)] == ["error"]
    assert SavedView.objects.count() == 0


def test_the_twenty_first_view_is_refused(officer):
    for number in range(20):
        save_view(actor=officer, listing=LISTING.code, name=str(number), query="")
    with pytest.raises(Refusal) as caught:
        save_view(actor=officer, listing=LISTING.code, name="再一个", query="")
    assert caught.value.code == "too_many_views"


def test_the_public_keeps_no_views():
    with pytest.raises(Refusal) as caught:
        save_view(actor=PUBLIC, listing=LISTING.code, name="常看", query="")
    assert caught.value.code == "view_without_account"


# Batch acts


def test_ticked_rows_pass_the_actor_s_gate(federation, county_officer):
    keys = [federation.unit.pk, federation.other_unit.pk, "x", "-1", "9" * 30, "１"]
    request = ask(county_officer, method="post", data={"selected": keys})
    assert list(selected_rows(request, LISTING, county_officer)) == [federation.unit]
    assert hidden_selection(request) == [
        ("selected", str(federation.unit.pk)),
        ("selected", str(federation.other_unit.pk)),
    ]


def test_everything_means_all_that_fit_the_filters(federation, county_officer):
    request = ask(county_officer, method="post", data={"everything": "1", "query": "level=grassroots&sort=name"})
    found = list(selected_rows(request, LISTING, county_officer))
    assert found == sorted([federation.unit, federation.private_unit], key=lambda row: row.name)


def test_nothing_ticked_is_refused(county_officer):
    with pytest.raises(Refusal) as caught:
        selected_rows(ask(county_officer, method="post", data={}), LISTING, county_officer)
    assert caught.value.code == "nothing_selected"


def test_more_than_a_thousand_at_once_are_refused(federation, officer):
    add(federation, 1_001)
    with pytest.raises(Refusal, match="batch_too_large"):
        selected_rows(ask(officer, method="post", data={"everything": "1"}), LISTING, officer)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_nothing_typed_begins_a_formula_in_csv(begin):
    assert harmless(f"{begin}1+1") == f"'{begin}1+1"
    assert harmless(f"1{begin}1") == f"1{begin}1"

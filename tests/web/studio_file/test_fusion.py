"""All activities of a studio on one page, in both faces: counts open their records, hints the page that makes them."""

from datetime import date

from selectolax.lexbor import LexborHTMLParser

from jiangxin.studios.models import LedgerEntry, Outcome


def links(answer):
    """Return the addresses a page leads to from its main part and its aside."""
    return [node.attributes["href"] for node in LexborHTMLParser(answer.content).css("main a, aside a")]


def test_counts_and_hints_open_what_they_tell_of(people, studio, client_for):
    for day in (date(2025, 3, 4), date(2026, 1, 5)):
        LedgerEntry.objects.create(
            studio=studio, category="meeting", day=day, title=f"例会 {day}", entered_at="2026-01-05T09:00:00Z"
        )
    method = Outcome.objects.create(
        studio=studio,
        title="三点定位操作法",
        kind="operating_method",
        day=date(2026, 1, 2),
        owner="工作室",
        entered_at="2026-01-05T09:00:00Z",
    )
    secretary = client_for(people.secretary)
    base = f"/studio/studios/{studio.pk}"
    page = secretary.get(f"{base}/fusion/")
    found = links(page)
    counted = f"{base}/ledger/?day_from=2025-01-01&day_to=2025-12-31&category=meeting"
    made = f"{base}/ledger/new/?category=training&outcome={method.pk}"
    assert (counted in found, made in found) == (True, True)
    listed = LexborHTMLParser(secretary.get(counted).content).body.text()
    assert ("例会 2025-03-04" in listed, "例会 2026-01-05" in listed) == (True, False)
    assert f'value="{method.pk}" selected' in secretary.get(made).content.decode()
    cut = secretary.get(f"{base}/fusion/", {"year": "2025"}).content.decode()
    assert ("例会 2025-03-04" in cut, "例会 2026-01-05" in cut) == (True, False)
    county = client_for(people.county).get(f"/desk/studios/{studio.pk}/fusion/")
    assert (county.status_code, made in links(county)) == (200, False)
    assert client_for(people.other_secretary).get(f"{base}/fusion/").status_code == 404

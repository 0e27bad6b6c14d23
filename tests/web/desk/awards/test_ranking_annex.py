"""The annex for the minutes says what the page says, on one page and in a workbook; nothing of it to a conflict."""

import io
from datetime import date

import pypdf
from django.urls import reverse
from python_calamine import CalamineWorkbook

from jiangxin.awards.annex import annex_of
from jiangxin.awards.reliability import reliability_of
from jiangxin.campaigns.models import Recusal
from jiangxin.core import clock
from jiangxin.core.models import JournalEntry
from jiangxin.core.press import press
from jiangxin.core.printing.ranking_annex import (
    ON_ONE_PAGE,
    AnnexEntry,
    AnnexQuota,
    RankingAnnex,
    annex_page_pdf,
    annex_tables,
)
from tests.awards.scene import Scene
from tests.conftest import MakeClient


def test_page_paper_and_workbook_hold_the_same_numbers(scene: Scene, client_for: MakeClient) -> None:
    scene.call.definition["selection"]["proportions"][0]["percent"] = 60
    scene.call.save(update_fields=["definition"])
    scene.entries[0].name = "=1+1 创新工作室"
    scene.entries[0].save(update_fields=["name"])
    ranking = scene.rank()
    annex = annex_of(ranking, reliability_of(ranking, list(ranking.rows.order_by("order"))))
    officer = client_for(scene.officer)
    page = officer.get(reverse("desk:reliability", args=[ranking.pk])).content.decode()
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(officer.get(reverse("desk:annex-book", args=[ranking.pk])).content)
    )
    pdf = officer.get(reverse("desk:annex-page", args=[ranking.pk])).content
    paper = pypdf.PdfReader(io.BytesIO(pdf))
    text = "".join(paper.pages[0].extract_text().split())

    told = {name: tuple(map(tuple, book.get_sheet_by_name(name).to_python())) for name in book.sheet_names}
    assert told == dict(annex_tables(annex))  # a formula would be read as its result
    assert len(paper.pages) == 1
    for one in annex.entries:
        assert f">{one.interval}<" in page
        assert not one.is_open or (one.interval in text and one.above in text)
    assert annex.quotas[0].points in page
    assert annex.quotas[0].points in text
    assert not [name for member in scene.members if (name := member.expert.person.name) in f"{told}{text}"]
    assert JournalEntry.objects.filter(act="core.export_list").count() == 2


def test_a_conflict_gets_neither(scene: Scene, client_for: MakeClient) -> None:
    ranking = scene.rank()
    Recusal.objects.create(entry=scene.entries[1], person_id=scene.officer.person_id, reason="亲属", since=clock.now())
    officer = client_for(scene.officer)

    for name in ("annex-page", "annex-book"):
        assert officer.get(reverse(f"desk:{name}", args=[ranking.pk])).status_code == 403


def test_the_longest_annex_is_still_one_page() -> None:
    entry = AnnexEntry("1000", "名" * 60, "100.00", "100.00", "1000–2000", "100%", is_open=True)
    annex = RankingAnnex(
        title="通知" * 60,
        facts=tuple((f"事项{number}", "文字" * 60) for number in range(6)),
        entries=(entry,) * 40,
        experts=(),
        quotas=(AnnexQuota("要求" * 40, "让出" * 40, "进入" * 40, "100.00"),) * 9,
        clash=(),
        number="1-1",
        issued=date(2026, 9, 7),
    )

    pages = pypdf.PdfReader(io.BytesIO(annex_page_pdf(annex, press()))).pages
    text = "".join(pages[0].extract_text().split())
    assert (len(pages), text.count("1000–2000")) == (1, ON_ONE_PAGE)
    assert f"另有{40 - ON_ONE_PAGE}份没有列出" in text

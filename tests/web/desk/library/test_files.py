"""Cover, pictures and attachments of an article, kept on screen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.library.facts import FileFacts
from jiangxin.library.services import attach_stored
from tests.library.scene import draft, published
from tests.library.stored import picture


@pytest.fixture
def article(federation):
    return draft(federation.unit)


def where(article, file=None):
    return f"/desk/library/{article.pk}/files/" + (f"{file.pk}/" if file else "")


def attached(article, purpose="gallery", caption="", text=""):
    facts = FileFacts(purpose=purpose, caption=caption, text=text)
    return attach_stored(actor=SYSTEM, article=article, stored=picture(), facts=facts)


def upload(content=None, name="现场.png"):
    return SimpleUploadedFile(name, picture_bytes() if content is None else content)


def picture_bytes():
    with picture().content.open("rb") as file:
        return file.read()


def standing(article):
    return [(row.purpose, row.caption) for row in article.files.all()]


def test_a_file_is_added_with_its_caption(article, officer, send):
    page = send(officer, where(article), {"file": upload(), "purpose": "cover", "caption": "授牌现场"})

    assert (page.status, standing(article)) == (200, [("cover", "授牌现场")])
    assert page.links(".jx-shape-files a") == [f"/articles/{article.pk}/files/{article.files.get().pk}/"]


def test_a_new_cover_takes_the_place_of_the_old(article, officer, send):
    attached(article, "cover", "旧")

    send(officer, where(article), {"file": upload(), "purpose": "cover", "caption": "新"})

    assert standing(article) == [("cover", "新")]


@pytest.mark.parametrize(
    ("file", "purpose"),
    [
        (("页面.html", b"<script>alert(1)</script>"), "attachment"),
        (("程序.png", b"MZ\x90\x00" * 50), "gallery"),
        (("空.png", b""), "gallery"),
        (("说明.pdf", b"%PDF-1.4\n%%EOF\n"), "cover"),
    ],
)
def test_what_is_no_picture_or_no_document_is_refused(article, officer, send, file, purpose):
    name, content = file

    page = send(officer, where(article), {"file": upload(content, name), "purpose": purpose})

    assert (page.status >= 400, standing(article)) == (True, [])
    assert len(page.all(".jx-errors")) == 1


def test_without_a_file_it_says_so(article, officer, send):
    page = send(officer, where(article), {"purpose": "cover"})

    assert (page.status, page.links(".jx-errors a")) == (422, ["#id_file"])


def test_a_caption_is_changed_and_the_text_for_the_search_stays(article, officer, send):
    file = attached(article, "attachment", "旧题", text="附件里的字")

    send(officer, where(article, file), {"act": "describe", "caption": "新题", "purpose": "attachment"})

    assert [(row.caption, row.text) for row in article.files.all()] == [("新题", "附件里的字")]


def test_pictures_change_places_among_themselves(article, officer, send):
    first, _paper, second = (
        attached(article, caption="一"),
        attached(article, "attachment", "件"),
        attached(article, caption="二"),
    )

    send(officer, where(article, second), {"act": "up"})
    assert standing(article) == [("gallery", "二"), ("attachment", "件"), ("gallery", "一")]

    send(officer, where(article, second), {"act": "up"})
    send(officer, where(article, second), {"act": "down"})
    assert [caption for _purpose, caption in standing(article)] == ["一", "件", "二"]
    assert first.pk != second.pk


def test_a_file_is_taken_off(article, officer, send):
    file = attached(article, caption="一")

    send(officer, where(article, file), {"act": "detach"})

    assert standing(article) == []


def test_a_file_of_another_article_is_not_touched(article, federation, officer, send):
    file = attached(draft(federation.unit))

    assert send(officer, where(article, file), {"act": "detach"}).status == 404
    assert send(officer, where(file.article, file), {"act": "burn"}).status == 404
    assert file.article.files.count() == 1


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.OFFICER_CITY, "city", 200),
        (Role.REVIEWER_FIRST, "county", 200),
        (Role.REVIEWER_FIRST, "other_county", 404),
        (Role.UNION_OFFICER, "unit", 409),
        (Role.DISCIPLINE, "city", 403),
    ],
)
def test_it_is_for_those_who_may_edit(federation, actor, open_page, send, role, place, status):
    article, who = published(federation.unit), actor(role, getattr(federation, place))
    file = attached(article)

    assert open_page(who, where(article)).status == status
    assert send(who, where(article, file), {"act": "detach"}).status == status
    assert article.files.count() == int(status != 200)


def test_queries_do_not_grow_with_files(article, officer, open_page):
    counts = []
    for number in (1, 3):
        for _one in range(number):
            attached(article)
        with CaptureQueriesContext(connection) as captured:
            open_page(officer, where(article))
        counts.append(len(captured))
    assert counts[0] == counts[1]

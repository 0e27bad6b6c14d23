"""Finding, reading and keeping articles as the public and its members do."""

import io
import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from jiangxin.core import clock, files
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.library.enums import Access
from jiangxin.library.facts import FileFacts, PreviewFacts
from jiangxin.library.queries import favourite_of, folders_for, reading_of, reads_of
from jiangxin.library.services import (
    add_category,
    add_folder,
    arrange_front,
    attach_stored,
    categorise_article,
    keep_article,
    link_article,
    set_access,
    tag_article,
    withdraw_article,
)
from tests.library.scene import SECRET, draft, published

SHELF = reverse("portal:articles")


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "zh-hans"})


def page_of(response) -> LexborHTMLParser:
    assert response.status_code == 200
    return LexborHTMLParser(response.content)


def words(page: LexborHTMLParser, selector: str) -> list[str]:
    return ["".join(node.text().split()) for node in page.css(selector)]


def titles(client: Client, **query: object) -> list[str]:
    return words(page_of(client.get(SHELF, query)), ".jx-hit h2")


def address(article) -> str:
    return reverse("portal:article", args=[article.pk])


def test_pages_stand_before_anything_is_published(db, client):
    answers = {name: client.get(reverse(f"portal:{name}")).status_code for name in ("home", "articles", "article-maps")}

    assert answers == {"home": 200, "articles": 200, "article-maps": 200}
    assert words(page_of(client.get(SHELF)), ".jx-empty-title") == ["文库里还没有文章"]
    assert client.get(reverse("portal:article-map", args=[1])).status_code == 200
    assert client.get(reverse("portal:article-map", args=[2])).status_code == 404


def test_the_list_narrows_by_everything(federation, client, clock_at):
    clock_at("2026-03-02 09:00")
    last_year = clock.now() - timedelta(days=200)
    speech = published(federation.unit, title="讲话", kind="speech", published_at=last_year)
    story = published(federation.other_county, title="故事", kind="story")
    top = add_category(actor=SYSTEM, name="工会")
    below = add_category(actor=SYSTEM, name="致辞", parent=top)
    categorise_article(actor=SYSTEM, article=speech, categories=[below])
    tag_article(actor=SYSTEM, article=story, names=["匠人"])

    found = {
        "all": titles(client),
        "category": titles(client, category=top.pk),
        "kind": titles(client, kind="story"),
        "year": titles(client, year="2025"),
        "county": titles(client, organisation=federation.county.pk),
        "tag": titles(client, tag="匠人"),
        "both": titles(client, kind="story", year="2025"),
        "senseless": titles(client, kind="nothing", year="x", category="99999999999999999999", page="-1"),
    }

    assert found == {
        "all": ["故事", "讲话"],
        "category": ["讲话"],
        "kind": ["故事"],
        "year": ["讲话"],
        "county": ["讲话"],
        "tag": ["故事"],
        "both": [],
        "senseless": ["故事", "讲话"],
    }


def test_the_activity_narrows_too(scene, client):
    about, _other = published(scene.call.organiser, title="关于申报"), published(scene.call.organiser, title="别的")
    link_article(actor=SYSTEM, article=about, target=scene.call)

    assert titles(client, call=scene.call.pk) == ["关于申报"]


def test_words_are_marked_and_order_is_by_choice(federation, client, clock_at):
    clock_at("2026-03-02 09:00")
    published(federation.unit, title="劳模谈技能", body="手艺要传下去。", published_at=clock.now() - timedelta(days=9))
    published(federation.unit, title="昨天的事", body="劳模来了。")

    page = page_of(client.get(SHELF, {"q": "劳模"}))

    assert words(page, ".jx-hit mark") == ["劳模", "劳模"]
    assert titles(client, q="劳模") == ["劳模谈技能", "昨天的事"]
    assert titles(client, q="劳模", sort="-published_at") == ["昨天的事", "劳模谈技能"]
    assert titles(client, q="勞模", kind="news") == ["劳模谈技能", "昨天的事"]


def test_pinyin_finds_and_is_offered(federation, client):
    article = published(federation.unit, title="车间里的劳模", body="一篇文章。")
    tag_article(actor=SYSTEM, article=article, names=["劳模"])

    offered = json.loads(client.get(reverse("portal:article-suggest"), {"q": "laomo"}).content)["offered"]
    titled = json.loads(client.get(reverse("portal:article-suggest"), {"q": "车间"}).content)["offered"]

    assert [(one["text"], one["count"]) for one in offered] == [("劳模", 1)]
    assert [(one["text"], one["url"]) for one in titled if one["count"] is None] == [("车间里的劳模", address(article))]
    assert titles(client, q="laomo") == ["车间里的劳模"]


def test_typed_signs_are_shown_as_signs(federation, client):
    published(federation.unit, title="<b>粗体</b>与“引号”", body="<script>alert(1)</script>文章。")

    page = client.get(SHELF, {"q": "<script>"}).content.decode()
    listed = client.get(SHELF).content.decode()

    assert ("<b>粗体" in page + listed, "<script>alert" in page + listed) == (False, False)
    assert client.get(SHELF, {"q": "\x00%_'\"" * 40}).status_code == 200


def test_signs_alone_are_no_search_and_the_page_says_so(federation, client):
    published(federation.city)
    told = [words(page_of(client.get(SHELF, {"q": typed})), ".jx-library-main .jx-notice") for typed in ("😀", "牌")]
    assert [len(notes) for notes in told] == [1, 0]


def test_a_preview_tells_exact_counts_reason_and_way(federation, client):
    gap = PreviewFacts(opening=40, gap=75, tail=10)
    article = published(federation.unit, access=Access.SIGNED_IN, preview=gap)
    reading = reading_of(PUBLIC, article)

    page = page_of(client.get(address(article)))

    told = words(page, ".jx-preview-note")[0]
    gaps = words(page, ".jx-gap-withheld")
    assert f"全文{reading.total}字，本页显示{reading.shown}字，未显示{reading.omitted}字，分别为" in told
    assert ("登录后即可阅读全文" in told, gaps) == (True, [f"此处未显示{length}字" for length in reading.withheld])
    assert [node.attributes["href"] for node in page.css(".jx-preview-note a")] == [
        f"{reverse('account:sign-in')}?next={address(article)}"
    ]
    assert SECRET not in page.html


def test_the_source_s_own_gaps_are_marked(federation, client):
    article = published(federation.unit, body="第一段。\n……(…省略609字…)……\n第二段。", stated_total=700)

    page = page_of(client.get(address(article)))

    assert words(page, ".jx-gap-missing")[0] == "来源在此处缺609字"
    assert f"缺{sum(reading_of(PUBLIC, article).missing)}字" in words(page, ".jx-notice")[0]


def test_the_outline_leads_to_headings_of_the_page(federation, client):
    page = page_of(client.get(address(published(federation.unit))))

    links = [node.attributes["href"] for node in page.css("[data-outline] a")]
    assert len(links) > 3
    assert [len(page.css(f'[id="{link[1:]}"]')) for link in links] == [1] * len(links)


def test_the_article_says_whose_it_is_to_the_second(federation, client, clock_at):
    clock_at("2026-03-02 09:00:30")
    article = published(
        federation.unit,
        author="王师傅",
        issuing_body="青石县总工会",
        document_number="青工〔2026〕3号",
        source_name="工会网",
        source_url="https://example.org/a",
        licence_note="转载注明来源",
    )

    page = page_of(client.get(address(article)))

    assert words(page, ".jx-byline time") == ["2026年3月2日09:00:30"]
    text = page.body.text()
    assert [one in text for one in ("王师傅", "青石县总工会", "青工〔2026〕3号", "转载注明来源")] == [True] * 4
    assert page.css_first(".jx-about a").attributes["rel"] == "nofollow noopener external"


def test_several_categories_are_several_breadcrumbs(federation, client):
    article = published(federation.unit)
    top = add_category(actor=SYSTEM, name="工会")
    below, other = add_category(actor=SYSTEM, name="致辞", parent=top), add_category(actor=SYSTEM, name="授牌")
    categorise_article(actor=SYSTEM, article=article, categories=[below, other])

    assert words(page_of(client.get(address(article))), ".jx-crumbs") == ["首页文库工会致辞", "文库授牌"]


def test_a_reading_counts_once_in_half_an_hour(federation, client, client_for, actor, clock_at):
    clock_at("2026-03-02 09:00")
    article = published(federation.unit)
    for _time in range(3):
        client.get(address(article))
    client.head(address(article))
    client_for(actor(Role.WORKER, federation.unit)).get(address(article))
    assert reads_of(article) == 2

    clock_at("2026-03-02 09:31")
    client.get(address(article), headers={"sec-purpose": "prefetch"})
    client.get(address(article))
    assert reads_of(article) == 3


def test_what_is_not_published_is_shown_to_its_keepers_and_not_counted(federation, client_for, actor):
    article = draft(federation.unit)

    page = page_of(client_for(actor(Role.UNION_OFFICER, federation.unit)).get(address(article)))

    assert (len(page.css('meta[name="robots"]')), len(page.css('meta[property="og:title"]'))) == (1, 0)
    assert ("尚未公开" in page.body.text(), reads_of(article)) == (True, 0)


def test_machines_read_the_article_s_data_whatever_stands_in_it(federation, client):
    article = published(federation.unit, title="</script><script>alert(1)</script>&“引号”", author="青石县总工会")

    page = page_of(client.get(address(article)))
    told = json.loads(page.css_first('script[type="application/ld+json"]').text())

    assert (told["@type"], told["headline"], told["isAccessibleForFree"]) == ("Article", article.title, True)
    assert told["author"] == {"@type": "Organization", "name": "青石县总工会"}
    assert page.css_first('meta[property="og:title"]').attributes["content"] == article.title
    assert [node.attributes["src"] for node in page.css("script[src]")] != []
    assert "alert(1)" not in "".join(node.text() for node in page.css("script:not([type='application/ld+json'])"))


def test_share_picture_has_the_size_sharers_want(federation, client):
    article = published(federation.unit, title="很长的标题" * 30)

    answer = client.get(reverse("portal:article-share", args=[article.pk]))

    assert (answer["Content-Type"], Image.open(io.BytesIO(answer.content)).size) == ("image/png", (1200, 630))


def test_pictures_come_small_and_broken_ones_as_they_are(federation, client):
    article = published(federation.unit)
    out = io.BytesIO()
    Image.new("RGB", (3000, 1500), (9, 99, 9)).save(out, "JPEG")
    keys = [
        attach_stored(
            actor=SYSTEM,
            article=article,
            stored=files.keep_bytes(actor=SYSTEM, name="图.jpg", content=content, kind="jpeg", purpose="test"),
            facts=FileFacts(purpose="gallery"),
        ).pk
        for content in (out.getvalue(), b"\xff\xd8\xff broken")
    ]

    large, broken = (client.get(reverse("portal:article-small", args=[article.pk, key])) for key in keys)

    assert Image.open(io.BytesIO(large.content)).size == (960, 480)
    assert b"".join(broken.streaming_content) == b"\xff\xd8\xff broken"
    if broken.file_to_stream:
        broken.file_to_stream.close()


def test_downloads_carry_the_title_and_are_held_back(federation, client, monkeypatch):
    monkeypatch.setattr("jiangxin.web.portal.views.library.downloads._PER_MINUTE", 1)
    article = published(federation.unit, title="讲话/一")

    answer = client.get(reverse("portal:article-docx", args=[article.pk]))

    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Cache-Control"] == "private, no-cache"
    assert client.get(reverse("portal:article-docx", args=[article.pk])).status_code == 429


def test_feeds_are_well_formed_and_narrow_like_the_list(federation, client):
    published(federation.unit, title="甲<&>", kind="story")
    published(federation.unit, title="乙", kind="speech")

    rss = ET.fromstring(client.get(reverse("portal:article-rss"), {"kind": "story"}).content)
    answer = client.get(reverse("portal:article-atom"))
    atom = ET.fromstring(answer.content)

    assert [item.findtext("title") for item in rss.iter("item")] == ["甲<&>"]
    entries = atom.findall("{http://www.w3.org/2005/Atom}entry")
    assert [entry.findtext("{http://www.w3.org/2005/Atom}title") for entry in entries] == ["乙", "甲<&>"]
    assert answer["Content-Type"].startswith("application/atom+xml")


def test_robots_name_both_maps(db, client):
    told = client.get(reverse("portal:robots")).content.decode()

    assert [line.removeprefix("Sitemap: ") for line in told.splitlines() if line.startswith("Sitemap")] == [
        "http://testserver/sitemap.xml",
        "http://testserver/articles/sitemap.xml",
    ]
    assert "Disallow: /favourites/" in told


def test_the_front_page_is_as_arranged_and_elsewhere_the_newest(federation, client, actor):
    story, other = (
        published(federation.unit, title="故事甲", kind="story"),
        published(federation.unit, title="故事乙", kind="story"),
    )
    published(federation.unit, title="动态甲", kind="news")
    officer = actor(Role.OFFICER_CITY, federation.city)
    arrange_front(actor=officer, slot="stories", articles=[story])
    arrange_front(actor=officer, slot="headline", articles=[other])

    page = page_of(client.get(reverse("portal:home")))

    assert words(page, "[aria-labelledby=front-story] li a") == ["故事甲"]
    assert words(page, "[aria-labelledby=front-news] li a") == ["动态甲"]
    assert words(page, ".jx-headline h2") == ["故事乙"]
    withdraw_article(actor=officer, article=other, expected_revision=other.revision, reason="过期")
    assert words(page_of(client.get(reverse("portal:home"))), ".jx-headline h2") == []


@pytest.fixture
def keeper(federation, actor):
    return actor(Role.WORKER, federation.unit)


def test_keeping_filing_and_letting_go(federation, client_for, keeper):
    article, reader = published(federation.unit), client_for(keeper)
    reader.post(reverse("portal:folder-new"), {"name": "范文"})
    folder = folders_for(keeper).get()

    kept = reader.post(
        reverse("portal:article-keep", args=[article.pk]),
        {"folder": folder.pk, "note": "可参考", "next": "//evil.example/"},
    )

    favourite = favourite_of(keeper, article)
    assert (favourite.folder, favourite.note, kept["Location"]) == (folder, "可参考", address(article))
    listed = page_of(reader.get(reverse("portal:favourites"), {"folder": folder.pk}))
    assert (words(listed, ".jx-hit h2"), words(listed, ".jx-own-note")) == (
        ["".join(article.title.split())],
        ["可参考"],
    )
    reader.post(reverse("portal:folder", args=[folder.pk]), {"name": "好文"})
    reader.post(reverse("portal:folder-remove", args=[folder.pk]))
    assert (folders_for(keeper).count(), favourite_of(keeper, article).folder) == (0, None)
    reader.post(reverse("portal:article-unkeep", args=[article.pk]))
    assert favourite_of(keeper, article) is None


def test_a_folder_s_fault_is_told_above_the_list(client_for, keeper):
    add_folder(actor=keeper, name="范文")

    answer = client_for(keeper).post(reverse("portal:folder-new"), {"name": "范文"}, follow=True)

    assert "已有收藏夹“范文”" in answer.content.decode()


def test_other_people_s_folders_are_not_there(federation, client_for, actor, keeper):
    folder = add_folder(actor=keeper, name="范文")
    stranger = client_for(actor(Role.WORKER, federation.unit))

    answers = [
        stranger.post(reverse("portal:folder", args=[folder.pk]), {"name": "我的"}).status_code,
        stranger.post(reverse("portal:folder-remove", args=[folder.pk])).status_code,
        stranger.get(reverse("portal:favourites"), {"folder": folder.pk}).status_code,
    ]
    article = published(federation.unit)
    answers.append(stranger.post(reverse("portal:article-keep", args=[article.pk]), {"folder": folder.pk}).status_code)

    assert (answers, folders_for(keeper).get().name) == ([404] * 4, "范文")


def test_acts_are_posted(federation, client_for, keeper):
    article = published(federation.unit)

    assert client_for(keeper).get(reverse("portal:article-keep", args=[article.pk])).status_code == 405


def test_people_also_kept_needs_two(federation, client, actor):
    one, two = published(federation.unit, title="甲文"), published(federation.unit, title="乙文", body="全然不同。")
    for count in (1, 2):
        keeper = actor(Role.WORKER, federation.unit)
        keep_article(actor=keeper, article=one)
        keep_article(actor=keeper, article=two)
        shown = words(page_of(client.get(address(one))), "[aria-labelledby=also-title] li a")
        assert shown == ([] if count == 1 else ["乙文"])


def test_lists_cost_the_same_at_any_size(federation, client_for, keeper):
    reader, category = client_for(keeper), add_category(actor=SYSTEM, name="工会")
    article = published(federation.unit, title="第一篇劳模讲话")

    def cost(*, path: str, **query: str) -> int:
        with CaptureQueriesContext(connection) as made:
            assert reader.get(path, query).status_code == 200
        return len(made)

    def costs() -> list[int]:
        favourites = reverse("portal:favourites")
        feed = reverse("portal:article-rss")
        return [cost(path=SHELF), cost(path=SHELF, q="劳模"), cost(path=favourites), cost(path=feed)]

    def shelve(one) -> None:
        categorise_article(actor=SYSTEM, article=one, categories=[category])
        keep_article(actor=keeper, article=one)

    shelve(article)
    costs()
    small = costs()
    for number in range(4):
        shelve(published(federation.unit, title=f"又一篇劳模讲话{number}"))
    costs()  # the first view after a change counts the categories anew
    assert costs() == small


def test_closing_an_article_closes_the_page_at_once(federation, client):
    article = published(federation.unit)
    assert SECRET in client.get(address(article)).content.decode()

    closed = set_access(
        actor=SYSTEM,
        article=article,
        access=Access.SIGNED_IN,
        preview=PreviewFacts(opening=40),
        expected_revision=article.revision,
    )

    answer = client.get(address(closed))
    assert (SECRET in answer.content.decode(), answer["Cache-Control"]) == (False, "private, no-cache")

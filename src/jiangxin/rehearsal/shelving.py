"""The library of the sample city, through the library's services: written, published, arranged, kept and read."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jiangxin.campaigns.models import Call
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.library.enums import Access, FilePurpose, FrontSlot
from jiangxin.library.facts import ArticleFacts, FileFacts, PreviewFacts, ReaderFacts
from jiangxin.library.importing import read_item
from jiangxin.library.models import Article, Category
from jiangxin.library.queries import articles_for
from jiangxin.library.reading.isolated import Reader, reading
from jiangxin.library.services import (
    Corrections,
    add_category,
    add_folder,
    add_import_file,
    arrange_front,
    attach_file,
    categorise_article,
    confirm_import,
    count_reading,
    create_article,
    edit_article,
    keep_article,
    link_article,
    publish_article,
    send_to_review,
    set_access,
    start_import,
    tag_article,
    withdraw_article,
)
from jiangxin.orgs.models import Organisation
from jiangxin.people.enums import Gender
from jiangxin.rehearsal.articles import Manuscript, Words, manuscripts
from jiangxin.rehearsal.damage import damaged
from jiangxin.rehearsal.founding import City
from jiangxin.rehearsal.papers import pdf, photo
from jiangxin.studios.models import Studio

_SEED = 20261123
_FOLDERS = {"union35": "值得借鉴", "secretary36": "申报参考", "secretary46": "申报参考", "county1": "讲话范文"}
_KEPT_EACH = 7
_COPIED_EARLIER = 700
_TOP = (
    "工会",
    "模范",
    "创新工作室",
    "服务工作室",
    "工作动态",
    "通知公告",
    "经验材料",
    "制度文件",
    "先进操作法",
    "图片展",
)
"""The first categories, in the order of the tree; those below them and others come as articles name them."""


@dataclass(slots=True)
class Shelf:
    """The library while it is filled."""

    city: City
    now: datetime
    reader: Reader
    categories: dict[str, Category] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)

    def moment(self, manuscript: Manuscript) -> datetime:
        """Return when an article is published, to the second."""
        day = timezone.localtime(self.now) - timedelta(days=int(manuscript.get("days_ago")))
        hour, minute, second = map(int, manuscript.get("at").split(":"))
        return day.replace(hour=hour, minute=minute, second=second, microsecond=0)

    def writer(self, manuscript: Manuscript) -> Actor:
        """Return who writes and publishes an article: the officer of the organisation that keeps it."""
        owner = manuscript.get("owner")
        if owner == "city":
            return self.city.actor("officer")
        if owner.startswith("unit:"):
            return self.city.actor(f"union{owner.removeprefix('unit:')}")
        places = [area.short_name for area in self.city.areas]
        return self.city.actor(f"county{places.index(owner) + 1}")

    def area(self, name: str) -> Organisation:
        """Return the county or industrial union of a short name."""
        return next(area for area in self.city.areas if area.short_name == name)


def fill_library(city: City, now: datetime) -> dict[str, Article]:
    """Write and publish every manuscript at its own time; returns the articles by the names of their files."""
    with reading() as reader:  # one process reads all damaged copies
        shelf = Shelf(city, now, reader)
        return _fill(shelf)


def _fill(shelf: Shelf) -> dict[str, Article]:
    for name in _TOP:
        _category(shelf, name)
    written = sorted(manuscripts(), key=lambda manuscript: -int(manuscript.get("days_ago")))
    for manuscript in written:
        filled = manuscript.filled(_words(shelf, manuscript))
        with clock.stopped_at(shelf.moment(manuscript)):
            shelf.articles[manuscript.name] = _shelve(shelf, filled)
    for manuscript in written:
        _afterwards(shelf, manuscript)
    _leave_waiting(shelf, {manuscript.name: manuscript for manuscript in written})
    _arrange(shelf, written)
    _keep_and_read(shelf)
    return shelf.articles


def _words(shelf: Shelf, manuscript: Manuscript) -> Words:
    words = {"year": str((shelf.now - timedelta(days=12)).year), "last": str((shelf.now - timedelta(days=420)).year)}
    studio = _studio(manuscript)
    if studio is not None:
        woman = studio.leader is not None and studio.leader.gender == Gender.FEMALE
        words |= {"studio": studio.name, "leader": studio.leader_name, "unit": studio.unit_name}
        words["he"] = "她" if woman else "他"
    return Words(words)


def _studio(manuscript: Manuscript) -> Studio | None:
    """Return the studio an article names by field, such as "急诊护理 2" for the second of that field."""
    name, _blank, number = manuscript.get("studio").partition(" ")
    if not name:
        return None
    of_the_field = list(Studio.objects.filter(field=name).select_related("leader").order_by("pk"))
    return of_the_field[int(number or 1) - 1]


def _shelve(shelf: Shelf, manuscript: Manuscript) -> Article:
    """Write one article as its officers do, with all that belongs to it, and bring it as far as its file says."""
    writer = shelf.writer(manuscript)
    article = _write(shelf, writer, manuscript)
    categories = [_category(shelf, path) for path in manuscript.several("categories")]
    categorise_article(actor=writer, article=article, categories=categories)
    tag_article(actor=writer, article=article, names=manuscript.several("tags"))
    _link(writer, article, manuscript)
    _attach(writer, article, manuscript)
    article = _restrict(shelf, writer, article, manuscript)
    match manuscript.get("state"):
        case "draft":
            return article
        case "review":
            return send_to_review(actor=writer, article=article, expected_revision=article.revision)
        case _:
            return publish_article(actor=writer, article=article, expected_revision=article.revision)


def _write(shelf: Shelf, writer: Actor, manuscript: Manuscript) -> Article:
    owner = Organisation.objects.get(pk=writer.organisation_key)
    facts = _facts(shelf, manuscript)
    kind = manuscript.get("damage")
    if not kind:
        return create_article(actor=writer, owner=owner, facts=facts)
    copied = damaged(
        kind,
        title=facts.title,
        body=facts.body,
        categories=manuscript.several("categories"),
        moment=shelf.moment(manuscript),
    )
    batch = start_import(actor=writer, owner=owner, title=facts.title)
    item = add_import_file(actor=writer, batch=batch, name=copied.name, content=copied.content)
    item = read_item(writer, item, shelf.reader)
    # Text, title and time are as they were recognised; what a copying site does not tell is filled in.
    corrections = Corrections(kind=facts.kind, author=facts.author, subtitle=facts.subtitle)
    corrections |= Corrections(source_name=facts.source_name, licence_note=facts.licence_note)
    return confirm_import(actor=writer, item=item, corrections=corrections)


def _facts(shelf: Shelf, manuscript: Manuscript) -> ArticleFacts:
    return ArticleFacts(
        title=manuscript.get("title"),
        subtitle=manuscript.get("subtitle"),
        body=manuscript.text,
        kind=manuscript.get("kind"),
        author=manuscript.get("author"),
        issuing_body=manuscript.get("issuing_body"),
        document_number=manuscript.get("document_number"),
        source_name=manuscript.get("source"),
        licence_note=manuscript.get("licence"),
        published_at=None if manuscript.get("state") else shelf.moment(manuscript),
    )


def _category(shelf: Shelf, path: str) -> Category:
    """Return the category of a path such as 工会/讲话致辞, added when it is new."""
    if path not in shelf.categories:
        above, _slash, name = path.rpartition("/")
        parent = _category(shelf, above) if above else None
        shelf.categories[path] = add_category(actor=shelf.city.actor("officer"), name=name, parent=parent)
    return shelf.categories[path]


def _link(writer: Actor, article: Article, manuscript: Manuscript) -> None:
    studio = _studio(manuscript)
    if studio is not None:
        link_article(actor=writer, article=article, target=studio)
    if title := manuscript.get("call"):
        link_article(actor=writer, article=article, target=Call.objects.get(title=title))


def _attach(writer: Actor, article: Article, manuscript: Manuscript) -> None:
    captions = manuscript.several("gallery")
    if captions or manuscript.get("kind") == "story":
        _picture(writer, article, FilePurpose.COVER, captions[0] if captions else manuscript.get("title"), article.pk)
    for place, caption in enumerate(captions):
        _picture(writer, article, FilePurpose.GALLERY, caption, article.pk + 10 * place + 1)
    for caption in manuscript.several("attachments"):
        upload = SimpleUploadedFile(f"{caption}.pdf", pdf(manuscript.name))
        facts = FileFacts(purpose=FilePurpose.ATTACHMENT, caption=caption, text=f"{caption}\n{manuscript.get('title')}")
        attach_file(actor=writer, article=article, upload=upload, facts=facts)


def _picture(writer: Actor, article: Article, purpose: str, caption: str, seed: int) -> None:
    upload = SimpleUploadedFile(f"{caption[:20]}.jpg", photo(f"No. {seed}", hue=37 * seed))
    attach_file(actor=writer, article=article, upload=upload, facts=FileFacts(purpose=purpose, caption=caption))


def _restrict(shelf: Shelf, writer: Actor, article: Article, manuscript: Manuscript) -> Article:
    access = manuscript.get("access")
    if not access:
        return article
    opening, gap, tail = manuscript.get("preview").split("/")
    return set_access(
        actor=writer,
        article=article,
        access=Access(access),
        readers=[_reader(shelf, name) for name in manuscript.several("readers")],
        preview=PreviewFacts(opening=int(opening), gap=None if gap == "rest" else int(gap), tail=int(tail)),
        expected_revision=article.revision,
    )


def _reader(shelf: Shelf, name: str) -> ReaderFacts:
    kind, _colon, value = name.partition(":")
    match kind:
        case "role":
            return ReaderFacts(role=Role(value))
        case "county":
            return ReaderFacts(organisation=shelf.area(value))
        case _:
            return ReaderFacts(organisation=shelf.city.federation)


def _afterwards(shelf: Shelf, manuscript: Manuscript) -> None:
    """Correct what was found wrong two days after publication; withdraw what is over."""
    writer, article = shelf.writer(manuscript), shelf.articles[manuscript.name]
    with clock.stopped_at(shelf.moment(manuscript) + timedelta(days=2)):
        if manuscript.correction is not None:
            old, new, note = manuscript.correction
            article = Article.objects.get(pk=article.pk)
            facts = {**ArticleFacts.of(article).as_values(), "body": article.body.replace(old, new)}
            article = edit_article(
                actor=writer,
                article=article,
                facts=ArticleFacts(**facts),
                expected_revision=article.revision,
                note=note,
            )
        if reason := manuscript.get("withdrawn"):
            article = withdraw_article(actor=writer, article=article, expected_revision=article.revision, reason=reason)
    shelf.articles[manuscript.name] = article


def _leave_waiting(shelf: Shelf, written: dict[str, Manuscript]) -> None:
    """Leave a batch of old pages half done: two wait to be confirmed, one came twice, one could not be read."""
    officer = shelf.city.actor("officer")
    with clock.stopped_at(shelf.now - timedelta(hours=3)):
        batch = start_import(actor=officer, owner=shelf.city.federation, title="旧网站讲话稿")
        items = []
        for name, kind in (("05-mentoring-ceremony", "pinyin"), ("29-method-listening", "gap")):
            manuscript = written[name]
            moment = shelf.moment(manuscript) - timedelta(days=_COPIED_EARLIER)
            categories = manuscript.several("categories")
            text = manuscript.text.replace("。", "！", 1)  # an earlier wording, so that it is no duplicate
            copied = damaged(kind, title=manuscript.get("title"), body=text, categories=categories, moment=moment)
            items.append(add_import_file(actor=officer, batch=batch, name=copied.name, content=copied.content))
        add_import_file(actor=officer, batch=batch, name=f"副本-{copied.name}", content=copied.content)
        items.append(add_import_file(actor=officer, batch=batch, name="扫描件.txt", content=bytes(range(256)) * 8))
        for item in items:
            read_item(officer, item, shelf.reader)


def _arrange(shelf: Shelf, written: Sequence[Manuscript]) -> None:
    officer = shelf.city.actor("officer")
    for slot in FrontSlot:
        newest_first = [item for item in reversed(written) if item.get("front") == slot]
        articles = [shelf.articles[manuscript.name] for manuscript in newest_first]
        arrange_front(actor=officer, slot=slot, articles=articles)


def _keep_and_read(shelf: Shelf) -> None:
    """Let some readers keep what they may read, and many open it; the same seed gives the same library."""
    rng = random.Random(_SEED)  # noqa: S311  invented data, nothing secret
    for username, name in _FOLDERS.items():
        reader = shelf.city.actor(username)
        folder = add_folder(actor=reader, name=name)
        listed = list(articles_for(reader).filter(state="published"))
        for place, article in enumerate(sorted(listed[:10], key=lambda _article: rng.random())[:_KEPT_EACH]):
            note = "第二部分的做法可以参考。" if place == 0 else ""
            keep_article(actor=reader, article=article, folder=folder if place % 2 else None, note=note)
    for article in shelf.articles.values():
        for _reading in range(rng.randint(2, 12)):
            count_reading(article)

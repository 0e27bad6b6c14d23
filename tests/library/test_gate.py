"""Every door of the room, opened by every kind of reader, for every kind of article."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, SYSTEM, Actor, Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.library.enums import Access, ArticleState
from jiangxin.library.facts import FileFacts, ReaderFacts
from jiangxin.library.models import Article
from jiangxin.library.policies import may_read_whole
from jiangxin.library.queries import (
    articles_for,
    facts_for,
    files_for,
    get_article_for,
    get_version_for,
    readable_whole_for,
    reading_of,
    versions_for,
    with_whole,
)
from jiangxin.library.services import attach_stored, send_to_review, withdraw_article
from jiangxin.orgs.services import enter_membership
from tests.conftest import Federation, MakeActor, SetClock, make_actor
from tests.factories import LONG_AGO, AccountFactory, PersonFactory
from tests.laying import laid
from tests.library.scene import OPENING, SECRET, draft, published
from tests.library.stored import picture

KINDS = ("public", "signed_in", "organisations", "duty", "duty_there", "draft", "review", "withdrawn", "embargoed")
# What each reader may have of an article of `federation.unit`: w(hole), p(review), – (not even listed).
EXPECTED = {
    #                     public signed orgs duty there draft review withdrawn embargoed
    "the public":               "w p p p p - - - -",
    "no duty":                  "w w p p p - - - -",
    "worker elsewhere":         "w w p p p - - - -",
    "worker of the unit":       "w w w p p - - - -",
    "member of the unit":       "w w w p p - - - -",
    "former member":            "w w p p p - - - -",
    "officer elsewhere":        "w w p w p - - - -",
    "officer of a sister unit": "w w p w w - - - -",
    "officer of the unit":      "w w w w w w w w w",
    "county officer":           "w w w w w w w w w",
    "other county officer":     "w w p p p - - - -",
    "city officer":             "w w w w w w w w w",
    "city leader":              "w w w w w - w w w",
    "discipline":               "w w w w w - w w w",
    "expert":                   "w w p p p - - - -",
    "administrator":            "w w p p p - - - -",
    "the house":                "w w w w w w w w w",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shelf:
    """An article of each kind, and somebody of each kind."""

    articles: dict[str, Article]
    readers: dict[str, Actor]


@laid
def shelf(federation: Federation, clock_at: SetClock) -> Shelf:
    clock_at("2026-03-02 09:00:30")
    return Shelf(_articles(federation), _readers(federation, make_actor))


def _articles(federation: Federation) -> dict[str, Article]:
    unit = federation.unit
    officers, there = Role.UNION_OFFICER, federation.county
    articles = {
        "public": published(unit),
        "signed_in": published(unit, access=Access.SIGNED_IN),
        "organisations": published(unit, access=Access.ORGANISATIONS, readers=[ReaderFacts(organisation=unit)]),
        "duty": published(unit, access=Access.DUTY, readers=[ReaderFacts(role=officers)]),
        "duty_there": published(unit, access=Access.DUTY, readers=[ReaderFacts(role=officers, organisation=there)]),
        "draft": draft(unit),
        "review": send_to_review(actor=SYSTEM, article=draft(unit), expected_revision=1),
        "withdrawn": withdraw_article(actor=SYSTEM, article=published(unit), expected_revision=2, reason="过期"),
        "embargoed": published(unit, published_at=clock.now() + timedelta(days=1)),
    }
    for article in articles.values():
        if article.state != ArticleState.WITHDRAWN:
            for purpose in ("cover", "gallery", "attachment"):
                attach_stored(
                    actor=SYSTEM, article=article, stored=picture(), facts=FileFacts(purpose=purpose, text=SECRET)
                )
    return articles


def _readers(federation: Federation, actor: MakeActor) -> dict[str, Actor]:
    member, former = PersonFactory(), PersonFactory()
    enter_membership(actor=SYSTEM, person=member, organisation=federation.unit, since=LONG_AGO)
    left = enter_membership(actor=SYSTEM, person=former, organisation=federation.unit, since=LONG_AGO)
    left.until = LONG_AGO
    left.save()
    account = AccountFactory()
    return {
        "the public": PUBLIC,
        "no duty": Actor(name="无", account_id=account.pk, person_id=account.person_id),
        "worker elsewhere": actor(Role.WORKER, federation.other_unit),
        "worker of the unit": actor(Role.WORKER, federation.unit),
        "member of the unit": actor(Role.WORKER, federation.other_unit, person=member),
        "former member": actor(Role.WORKER, federation.other_unit, person=former),
        "officer elsewhere": actor(Role.UNION_OFFICER, federation.other_unit),
        "officer of a sister unit": actor(Role.UNION_OFFICER, federation.private_unit),
        "officer of the unit": actor(Role.UNION_OFFICER, federation.unit),
        "county officer": actor(Role.REVIEWER_FIRST, federation.county),
        "other county officer": actor(Role.REVIEWER_FIRST, federation.other_county),
        "city officer": actor(Role.OFFICER_CITY, federation.city),
        "city leader": actor(Role.LEADER_CITY, federation.city),
        "discipline": actor(Role.DISCIPLINE, federation.city),
        "expert": actor(Role.EXPERT, federation.city),
        "administrator": actor(Role.SYSTEM_ADMINISTRATOR, federation.city),
        "the house": SYSTEM,
    }


def everybody(shelf: Shelf, answer) -> dict[str, str]:
    return {
        name: " ".join(answer(reader, shelf.articles[kind]) for kind in KINDS) for name, reader in shelf.readers.items()
    }


def by_listing(reader: Actor, article: Article) -> str:
    if not articles_for(reader).filter(pk=article.pk).exists():
        return "-"
    return "w" if readable_whole_for(reader).filter(pk=article.pk).exists() else "p"


def by_annotation(reader: Actor, article: Article) -> str:
    found = with_whole(reader, articles_for(reader)).filter(pk=article.pk).first()
    return "-" if found is None else "w" if found.is_whole else "p"


def by_policy(reader: Actor, article: Article) -> str:
    try:
        get_article_for(reader, article.pk)
    except NotFound:
        return "-"
    return "w" if may_read_whole(actor=reader, article=article) else "p"


def by_text(reader: Actor, article: Article) -> str:
    try:
        reading = reading_of(reader, article)
    except NotFound:
        return "-"
    assert OPENING in reading.text
    told = [SECRET in reading.text, any(SECRET in heading.title for heading in reading.outline)]
    told.append(any(SECRET in block.text + block.lead for block in reading.blocks))
    assert told in ([True] * 3, [False] * 3)
    assert reading.is_whole == told[0]
    return "w" if told[0] else "p"


def by_files(reader: Actor, article: Article) -> str:
    try:
        purposes = sorted(file.purpose for file in files_for(reader, article))
    except NotFound:
        return "-"
    return {"attachment cover gallery": "w", "cover": "p", "": "w"}[" ".join(purposes)]


@pytest.mark.parametrize("door", [by_listing, by_annotation, by_policy, by_text, by_files])
def test_every_reader_at_every_door(shelf: Shelf, door):
    assert everybody(shelf, door) == EXPECTED


def test_versions_are_for_those_who_look_after_the_article(shelf: Shelf):
    def answer(reader: Actor, article: Article) -> str:
        numbers = [version.number for version in versions_for(reader, article)]
        if not numbers:
            with pytest.raises(NotFound):
                get_version_for(reader, article, 1)
            return "-"
        assert SECRET in get_version_for(reader, article, 1).body
        return "w"

    looking_after = {"officer of the unit", "county officer", "city officer", "the house"}
    overseeing = {"city leader", "discipline"}
    assert everybody(shelf, answer) == {
        name: "w w w w w w w w w"
        if name in looking_after
        else "w w w w w - w w w"
        if name in overseeing
        else "- - - - - - - - -"
        for name in EXPECTED
    }


def test_the_form_of_an_article_is_for_those_who_may_edit_it(shelf: Shelf):
    def answer(reader: Actor, article: Article) -> str:
        try:
            return "w" if SECRET in facts_for(reader, article).body else "?"
        except NotFound:
            return "-"
        except Refusal:
            return "x"

    publishing = {"county officer", "city officer", "the house"}
    writing = {"officer of the unit": "x x x x x w x x x", **dict.fromkeys(publishing, "w w w w w w w x w")}
    expected = {name: row.replace("w", "x").replace("p", "x") for name, row in EXPECTED.items()}
    assert everybody(shelf, answer) == expected | writing


def test_nothing_stored_for_everybody_tells_of_the_hidden_part(shelf: Shelf):
    for kind in ("signed_in", "organisations", "duty", "duty_there"):
        article = Article.objects.get(pk=shelf.articles[kind].pk)
        open_to_all = [article.title, article.summary, article.excerpt, *article.keywords]
        open_to_all += [word.word for word in article.words.all()]

        assert [text for text in open_to_all if "坩埚" in text] == []
        assert article.preview_omitted > 0


def test_a_list_does_not_load_the_text(shelf: Shelf):
    deferred = {"body", "contents", "outline", "keywords", "source_gaps"}

    assert {frozenset(article.get_deferred_fields()) for article in articles_for(PUBLIC)} == {frozenset(deferred)}


@pytest.mark.parametrize(
    ("reader", "kind", "code", "status", "names"),
    [
        ("the public", "signed_in", "sign_in_to_read", 401, ""),
        ("the public", "organisations", "members_only", 401, "云江重型机床厂工会委员会"),
        ("worker elsewhere", "organisations", "members_only", 403, "云江重型机床厂工会委员会"),
        ("worker elsewhere", "duty", "duty_only", 403, "基层工会干部"),
        ("the public", "duty_there", "duty_only", 401, "青石县总工会 · 基层工会干部"),
    ],
)
def test_the_no_says_why_and_what_would_open_it(shelf: Shelf, reader, kind, code, status, names):
    decision = reading_of(shelf.readers[reader], shelf.articles[kind]).decision

    assert (decision.code, decision.status, bool(decision.remedy)) == (code, status, True)
    assert names in str(decision.message)


def test_when_its_moment_comes_an_article_is_there(shelf: Shelf, clock_at):
    clock_at("2026-03-03 09:00:31")

    assert by_text(PUBLIC, shelf.articles["embargoed"]) == "w"

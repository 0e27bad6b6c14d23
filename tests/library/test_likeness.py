import pytest

from jiangxin.core.actor import PUBLIC, SYSTEM
from jiangxin.library.enums import Access
from jiangxin.library.facts import PreviewFacts
from jiangxin.library.models import ArticleWord, RelatedArticle
from jiangxin.library.queries import related_to
from jiangxin.library.services import edit_article, likeness, set_access, withdraw_article
from tests.library.scene import facts, published

WELDING = "焊接班组攻克薄壁钛管焊缝气孔难题，焊工用氩弧焊控制熔池温度，焊缝一次合格。"
FOUNDRY = "铸造车间改进砂型配方，铸件气孔减少，砂型透气性提高，铸工总结浇注温度曲线。"
NURSING = "护理团队推行分级护理，护士为卧床患者翻身拍背，压疮发生率下降，患者满意。"


def stories(owner, *bodies, **changes):
    return [published(owner, body=f"{body}第{number}篇。", **changes) for number, body in enumerate(bodies)]


def test_what_shares_words_is_related_the_likest_first(federation):
    one, two, foundry, nursing = stories(
        federation.unit, WELDING, WELDING + "钛管已批量交付。", FOUNDRY + WELDING[:12], NURSING
    )

    assert related_to(PUBLIC, one) == [two, foundry]
    assert related_to(PUBLIC, two)[0] == one
    assert nursing not in related_to(PUBLIC, foundry)


def test_an_edit_moves_an_article_to_its_new_neighbours(federation):
    one, two, nursing = stories(federation.unit, WELDING, WELDING, NURSING)

    one = edit_article(actor=SYSTEM, article=one, facts=facts(one.title, body=NURSING), expected_revision=one.revision)

    assert (related_to(PUBLIC, one), related_to(PUBLIC, nursing), related_to(PUBLIC, two)) == ([nursing], [one], [])


def test_a_withdrawn_article_is_nobodys_neighbour(federation):
    one, two = stories(federation.unit, WELDING, WELDING)

    withdraw_article(actor=SYSTEM, article=two, expected_revision=2, reason="过期")

    assert (related_to(PUBLIC, one), RelatedArticle.objects.count()) == ([], 0)
    assert set(ArticleWord.objects.values_list("article_id", flat=True)) == {one.pk}


def test_the_hidden_part_makes_no_neighbours(federation):
    opening = "市总工会今天召开座谈会，部署下半年文体活动，比赛项目有篮球、象棋、歌咏。" * 2
    (welding,) = stories(federation.unit, WELDING)
    hidden = published(
        federation.unit,
        body=f"{opening}\n{WELDING}",
        access=Access.SIGNED_IN,
        preview=PreviewFacts(opening=30),
    )
    assert related_to(SYSTEM, hidden) == related_to(SYSTEM, welding) == []

    set_access(actor=SYSTEM, article=hidden, access=Access.PUBLIC, expected_revision=hidden.revision)

    assert related_to(PUBLIC, hidden) == [welding]


def test_only_the_nearest_are_kept_of_each(federation, monkeypatch):
    monkeypatch.setattr(likeness, "NEAREST", 3)
    articles = stories(federation.unit, *(WELDING + FOUNDRY[: 4 * number] for number in range(6)))

    counts = [RelatedArticle.objects.filter(article=article).count() for article in articles]
    assert counts == [3] * 6


def test_a_large_library_counts_words_only_as_far_as_they_tell_something(federation, monkeypatch):
    welding, foundry = stories(federation.unit, WELDING, FOUNDRY)
    stories(federation.unit, *[NURSING] * 3)
    monkeypatch.setattr(likeness, "_SMALL", 0)
    monkeypatch.setattr(likeness, "_COMMON", 3)

    nursing = published(federation.unit, body=NURSING + "新篇。")
    like_both = published(federation.unit, body=WELDING + FOUNDRY)

    assert related_to(PUBLIC, nursing) == []
    assert set(related_to(PUBLIC, like_both)) == {welding, foundry}


@pytest.mark.parametrize("budget", [0, 2, 10_000])
def test_common_words_are_left_out_when_the_budget_is_spent(federation, monkeypatch, budget):
    stories(federation.unit, *[WELDING] * 3)
    monkeypatch.setattr(likeness, "_BUDGET", budget)

    newcomer = published(federation.unit, body=WELDING + "新篇。")

    assert len(related_to(PUBLIC, newcomer)) == {0: 0, 2: 0, 10_000: 3}[budget]

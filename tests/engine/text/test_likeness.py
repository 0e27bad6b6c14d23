import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.errors import TextError
from jiangxin.engine.text.keywords import Frequencies, cosine, keywords, vector
from jiangxin.engine.text.related import RelatedIndex
from jiangxin.engine.text.similarity import Duplicate, NearDuplicates, jaccard, shingles

WELDING = "焊接工作室开展焊接技术培训，焊工李明传授焊接绝活，焊缝质量提升。"
WEAVING = "纺织厂的挡车工比赛接线头，纺织能手王芳夺冠，布匹疵点减少。"
WELDERS = "焊工的焊缝要经得起探伤，焊接质量是焊工的脸面，技术培训年年办。"

rng = random.Random(5)
CHARS = (
    "劳模创新工作室职工技能竞赛工会服务企业发展精神培训指导攻关成果项目推广安全生产班组建设师徒传帮带节能减排质量效益"
)
texts = st.text(alphabet=CHARS + "，。(\n", max_size=60)


def prose(length):
    return "".join(rng.choices(CHARS, k=length))


def test_keywords_tell_what_a_text_is_about():
    assert [keyword.word for keyword in keywords(WELDING, limit=1)] == ["焊接"]
    weights = [keyword.weight for keyword in keywords(WELDING)]
    assert weights == sorted(weights, reverse=True)


def test_words_of_every_text_weigh_less():
    frequencies = Frequencies()
    for text in (WELDING, WELDERS, WEAVING):
        frequencies.add(text)
    assert frequencies.rarity("纺织") > frequencies.rarity("焊接")
    frequencies.remove(WEAVING)
    assert (frequencies.texts, frequencies.holding["纺织"], frequencies.holding["焊接"]) == (2, 0, 2)


@given(texts, texts)
def test_cosine_is_a_likeness(one, two):
    first, second = vector(one), vector(two)
    assert cosine(first, second) == pytest.approx(cosine(second, first))
    assert 0 <= cosine(first, second) <= 1
    assert cosine(first, first) == pytest.approx(1.0 if first else 0.0)


def test_related_texts_share_words():
    index = RelatedIndex()
    for key, text in {"a": WELDING, "b": WEAVING, "c": WELDERS}.items():
        index.add(key, text)
    assert [relation.key for relation in index.related("a")] == ["c"]
    assert index.related("a")[0].likeness == pytest.approx(cosine(vector(WELDING), vector(WELDERS)))
    index.add("c", WEAVING)
    assert ([relation.key for relation in index.related("b")], index.related("a"), len(index)) == (["c"], [], 3)
    index.remove("c")
    assert index.related("b") == []
    with pytest.raises(KeyError):
        index.related("c")


@given(texts)
def test_shingles_ignore_layout_and_script(text):
    assert set(shingles(text.replace("劳", "勞").replace("，", "，\n "))) == set(shingles(text))
    assert jaccard(text, text) == 1.0


def test_planted_near_duplicates_are_found_and_nothing_else():
    index = NearDuplicates(0.7)
    originals = [prose(400) for _ in range(300)]
    index.add_all(enumerate(originals))
    copies = {}
    for number in range(0, 300, 10):
        text = originals[number]
        cut = rng.randrange(300)
        copies[1000 + number] = text[:cut] + prose(8) + text[cut + 8 :]
    index.add_all(copies.items())
    found = {(one, two) for one, two, _ in index.pairs()}
    assert found == {(number - 1000, number) for number in copies}
    one = min(copies)
    assert {duplicate.number for duplicate in index.find(copies[one])} == {one, one - 1000}
    assert index.find(copies[one])[0] == Duplicate(one, 1.0)


def test_texts_can_be_replaced_and_removed():
    index = NearDuplicates()
    index.add(1, WELDING)
    index.add(1, WEAVING)
    index.add(2, "，。")
    assert (len(index), index.find(WELDING), [d.number for d in index.find(WEAVING)]) == (1, [], [1])
    index.remove(1)
    index.remove(7)
    assert (len(index), index.find(WEAVING), index.find("")) == (0, [], [])


@pytest.mark.parametrize("threshold", [0, -0.1, 1.1])
def test_a_threshold_is_a_share(threshold):
    with pytest.raises(TextError) as caught:
        NearDuplicates(threshold)
    assert caught.value.code == "similarity.threshold"

"""The library's promises on speed, each as a ratio or a limit measured in one run.

* Restoring damaged pages takes at most three times a bare OpenCC pass over the same bytes.
* All near-duplicates of 100,000 texts in under two minutes; one new text against them in under 20 ms.
* Tokens, outline, count and preview of one article in a few milliseconds.

`python benchmarks/bench_text.py [--megabytes 50] [--texts 100000]`. Ends with 1 if a promise is broken.
"""

import argparse
import random
import statistics
import sys
from collections.abc import Callable
from time import perf_counter

from opencc import OpenCC

from jiangxin.engine.text.count import count
from jiangxin.engine.text.outline import outline
from jiangxin.engine.text.preview import PreviewRule, preview
from jiangxin.engine.text.restore import restore
from jiangxin.engine.text.similarity import NearDuplicates
from jiangxin.engine.text.tokens import tokens

SENTENCES = (
    "云岭市总工会召开劳模创新工作室推进会，总结上半年工作，表彰先进集体。",
    "各级工会要发挥示范引领作用，带动更多职工学习技术，提升技能素质。",
    "焊接班组提出合理化建议三十二条，节约成本五十万元，获得市级奖励。",
    "要加强组织领导，完善考核办法(试行)，推动创建活动深入开展。",
    "师傅带徒弟，徒弟超师傅，这是劳模创新(服务)工作室多年的传统。",
    "我们要把工作重心放在促转型、增效益、提素质、建队伍上，务求实效。",
)
READINGS = {
    "创": "chuàng", "进": "jìn", "发": "fā", "领": "lǐng", "务": "wù", "结": "jié", "师": "shī",
    "节": "jié", "约": "yuē", "议": "yì", "会": "huì", "动": "dòng",
}  # fmt: skip


def damaged_page(rng: random.Random, to_traditional: Callable[[str], str]) -> str:
    """A page of about 2,500 characters of which 7 % are readings in brackets, as in pages met."""
    lines = ["".join(rng.choices(SENTENCES, k=4)) for _ in range(18)]
    text = "\n".join(f"{'一二三四五六七八九十'[at % 10]}是{line}" for at, line in enumerate(lines))
    return "".join(
        f"{to_traditional(char)}({READINGS[char]})" if char in READINGS else to_traditional(char) for char in text
    )


def time_of(work: Callable[[], object]) -> float:
    """Seconds one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def restoring(megabytes: int) -> bool:
    """Restore against OpenCC, turn about, so that a busy machine slows both."""
    rng = random.Random(1)
    to_traditional = OpenCC("s2t").convert
    pages = [damaged_page(rng, to_traditional) for _ in range(200)]
    clean = [restore(page).text for page in pages]
    convert = OpenCC("t2s").convert
    within = True
    for name, texts in (("damaged pages", pages), ("clean pages", clean)):
        size = sum(len(text.encode()) for text in texts) / 1e6
        rounds = max(3, round(megabytes / size))
        bare, ours = [], []
        for _ in range(rounds):
            bare.append(time_of(lambda texts=texts: [convert(text) for text in texts]))
            ours.append(time_of(lambda texts=texts: [restore(text).text for text in texts]))
        ratio = statistics.median(one / two for one, two in zip(ours, bare, strict=True))
        bare_speed, speed = (size * rounds / sum(times) for times in (bare, ours))
        print(f"restore, {name}: {speed:.0f} MB/s, OpenCC {bare_speed:.0f} MB/s, {ratio:.2f} times its time")
        within &= ratio <= 3
    report = time_of(lambda: [restore(page).changes for page in pages])
    print(f"restore with the full report: {sum(len(page.encode()) for page in pages) / 1e6 / report:.1f} MB/s")
    return within


def similar(texts: int) -> bool:
    """Find planted near-duplicates among many texts of 500 characters."""
    rng = random.Random(2)
    alphabet = sorted(set("".join(SENTENCES)))
    every = ["".join(rng.choices(alphabet, k=500)) for _ in range(texts - texts // 100)]
    planted = {}
    for at in range(texts // 100):
        source, cut = rng.randrange(len(every)), rng.randrange(480)
        planted[len(every) + at] = (
            source,
            every[source][:cut] + "".join(rng.choices(alphabet, k=15)) + every[source][cut + 15 :],
        )
    index = NearDuplicates()
    start = perf_counter()
    index.add_all(enumerate(every))
    index.add_all((number, text) for number, (_, text) in planted.items())
    built = perf_counter() - start
    found = {(one, two) for one, two, _ in index.pairs()}
    whole = perf_counter() - start
    hits = sum((source, number) in found for number, (source, _) in planted.items())
    single = sorted(time_of(lambda text=text: index.find(text)) for text in every[:1000])
    print(f"near-duplicates of {texts}: {hits} of {len(planted)} planted found")
    print(f"built in {built:.1f} s, all pairs in {whole:.1f} s")
    print(f"one text against them: median {single[500] * 1e3:.2f} ms, 99th percentile {single[990] * 1e3:.2f} ms")
    return whole < 120 and single[990] < 0.02 and hits >= 0.99 * len(planted)


def single_article() -> None:
    """What one article of 5,000 characters costs."""
    rng = random.Random(3)
    text = "\n".join(f"{'一二三四五六七八九十'[at % 10]}、{''.join(rng.choices(SENTENCES, k=4))}" for at in range(36))
    for name, work in {
        "tokens": lambda: list(tokens(text)),
        "outline": lambda: outline(text),
        "count": lambda: count(text),
        "preview": lambda: preview(text, PreviewRule(900, 600, 300)),
    }.items():
        print(f"{name} of {len(text)} characters: {min(time_of(work) for _ in range(20)) * 1e3:.2f} ms")


def main() -> int:
    """Run all; 0 if every promise held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=50)
    parser.add_argument("--texts", type=int, default=100_000)
    chosen = parser.parse_args()
    kept = [restoring(chosen.megabytes), similar(chosen.texts)]
    single_article()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

"""The promise on duplicates: a new proposal is held against 100,000 in under 20 ms, and none that is like it missed.

Proposals of 60 to 300 characters are written into a database of their own; they share many phrases. Then as many are
asked for as the page asks while somebody types: half of them new, half one of the others with some words changed, its
sentences in another order, or half typed.

`python benchmarks/bench_duplicates.py [--proposals 100000] [--asked 1000] [--engine sqlite|postgresql]`. Ends with 1 if
a promise is broken.
"""

import argparse
import os
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

LIMIT_MS = 20
_BATCH = 2_000


def main() -> int:
    """Fill, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--proposals", type=int, default=100_000)
    parser.add_argument("--asked", type=int, default=1_000)
    asked = parser.parse_args()
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jiangxin-bench-")))
        _set_up(home)
        from benchmarks.proposals_data import again, fresh

        rng = random.Random(20121015)
        texts = [fresh(rng) for _ in range(asked.proposals)]
        keys, seconds = _fill(texts)
        print(f"{len(texts):,} proposals written with their fingerprints in {seconds:.0f} s")
        planted = [(rng.randrange(len(texts)), None) for _ in range(asked.asked // 2)]
        questions = [(again(texts[place], rng), keys[place]) for place, _none in planted]
        questions += [(fresh(rng), None) for _ in range(asked.asked - len(questions))]
        return _ask(questions)


def _set_up(home: Path) -> None:
    os.environ |= {"JIANGXIN_HOME": str(home), "JIANGXIN_DATABASE": "", "JIANGXIN_FAST_PASSWORDS": "yes"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiangxin.core.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _fill(texts: list[str]) -> tuple[list[int], float]:
    """Write the proposals in bulk, as the service would have written them; return their ids and the seconds."""
    from django.db import transaction
    from django.utils import timezone

    from jiangxin.engine.text.fingerprints import fingerprints
    from jiangxin.proposals.models import Fingerprint, Proposal

    call, unit = _ground()
    now, keys, start = timezone.now(), [], perf_counter()
    for first in range(0, len(texts), _BATCH):
        with transaction.atomic():
            made = Proposal.objects.bulk_create(
                Proposal(
                    call=call,
                    number=f"{number:06d}",
                    code=f"{number:08d}",
                    title=body[:20],
                    body=body,
                    unit=unit,
                    is_anonymous=True,
                    accept_due_on=now,
                    answer_due_on=now,
                    submitted_at=now,
                    moved_at=now,
                )
                for number, body in enumerate(texts[first : first + _BATCH], first)
            )
            Fingerprint.objects.bulk_create(
                Fingerprint(proposal=one, number=number) for one in made for number in fingerprints(one.body)
            )
        keys += [one.pk for one in made]
    return keys, perf_counter() - start


def _ground():  # noqa: ANN202 - the models can be imported only once Django is set up
    from django.utils import timezone

    from jiangxin.campaigns.services import load_shipped_blueprints, make_call
    from jiangxin.rehearsal.folk import Folk
    from jiangxin.rehearsal.founding import add_unit, found_city
    from jiangxin.rehearsal.shapes import sample_shape

    folk = Folk(1, "339900")
    city = found_city(sample_shape(2), folk)
    blueprint = next(one for one in load_shipped_blueprints() if one.kind == "proposals")
    call = make_call(
        actor=city.actor("officer"),
        blueprint=blueprint,
        organiser=city.federation,
        title="2026",
        year=2026,
        starts_at=timezone.now(),
    )
    return call, add_unit(city, folk, city.areas[0]).organisation


def _ask(questions: list[tuple[str, int | None]]) -> int:
    """Ask them all; the planted ones have to be found, all have to be quick."""
    from jiangxin.proposals.queries import similar_to

    times, missed, falsely = [], 0, 0
    for text, source in questions:
        start = perf_counter()
        found = [like.proposal.pk for like in similar_to(text)]
        times.append(1000 * (perf_counter() - start))
        missed += source is not None and source not in found
        falsely += source is None and bool(found)
    times.sort()
    middle, late = times[len(times) // 2], times[len(times) * 99 // 100]
    planted = sum(source is not None for _text, source in questions)
    print(f"one new proposal against them: median {middle:.1f} ms, 99th percentile {late:.1f} ms  limit {LIMIT_MS}")
    print(f"like another: {planted - missed} of {planted} found; new ones held to be like another: {falsely}")
    return 1 if missed or late > LIMIT_MS else 0


if __name__ == "__main__":
    sys.exit(main())

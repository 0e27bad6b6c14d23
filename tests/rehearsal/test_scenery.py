"""Pictures of the sample city: the same for a seed, another for the next, as large as asked for."""

from jiangxin.rehearsal.scenery import scene


def test_a_seed_has_one_picture():
    assert scene(3, 120, 80).tobytes() == scene(3, 120, 80).tobytes()


def test_each_seed_has_its_own():
    assert len({scene(seed, 120, 80).tobytes() for seed in range(10)}) == 10


def test_it_is_as_large_as_asked_for():
    assert scene(1, 121, 77).size == (121, 77)

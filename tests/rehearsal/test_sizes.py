"""A rehearsal too small or too large to be one is refused before anything is founded."""

import io

import pytest

from jiangxin.core.refusal import Refusal
from jiangxin.rehearsal.batch import rehearse


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ({"entries": 0}, "--entries 0 "),
        ({"entries": 3}, "--entries 3 "),
        ({"entries": 20_001}, "--entries 20001 "),
        ({"experts": 4}, "--experts 4 "),
        ({"counties": 0}, "--counties 0 "),
        ({"counties": -1}, "--counties -1 "),
        ({"counties": 100}, "--counties 100 "),
    ],
)
def test_a_size_that_makes_no_batch_is_refused(sizes, told):
    asked = {"entries": 4, "experts": 5, "counties": 1} | sizes

    with pytest.raises(Refusal) as raised:
        rehearse(**asked, seed=7, profile="", as_json=False, out=io.StringIO())

    assert raised.value.code == "rehearsal_size"
    assert str(raised.value.message).startswith(told)

"""What the comparison of two schemas overlooks on purpose, and what it must not overlook."""

import pytest
from tools.compare_layings import normal

TABLE = (
    'CREATE TABLE "a" ("id" integer NOT NULL, "word" varchar(9) NOT NULL CHECK ("word" IN (\'x, y\', \'(\')),'
    ' "a_id" bigint NULL REFERENCES "a" ("id"), "b_id" bigint NULL REFERENCES "b" ("id"),'
    ' CONSTRAINT "n" UNIQUE ("word", "b_id"), CONSTRAINT "m" CHECK ("b_id" > 0))'
)


def test_a_table_is_told_column_by_column_and_rule_by_rule():
    assert normal(TABLE).splitlines() == [
        "CREATE TABLE a (",
        "  id integer NOT NULL,",
        "  word varchar(9)NOT NULL CHECK(word IN('x, y','(')),",
        "  b_id bigint NULL REFERENCES b(id),",
        "  a_id bigint NULL REFERENCES a(id),",
        "  CONSTRAINT m CHECK(b_id > 0),",
        "  CONSTRAINT n UNIQUE(word,b_id)",
        ")",
    ]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ('"', "", True),
        ('"word" varchar', '"word"\n  varchar', True),
        ('"id" integer', '"id" bigint', False),
        ('"word" varchar(9) NOT NULL CHECK ("word" IN (\'x, y\', \'(\')), "a_id"', '"a_id"', False),
        (', CONSTRAINT "m" CHECK ("b_id" > 0)', "", False),
        ("> 0", ">= 0", False),
        ("'x, y'", "'x, z'", False),
    ],
)
def test_only_the_way_of_writing_is_overlooked(old, new, same):
    assert old in TABLE
    assert (normal(TABLE.replace(old, new)) == normal(TABLE)) is same

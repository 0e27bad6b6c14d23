import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.crypto import decrypt, digest, encrypt
from jiangxin.people.models import Person
from tests.factories import PersonFactory

NUMBER = "340104198001011234"


@given(st.text())
def test_what_is_encrypted_is_read_again(plain):
    assert decrypt(encrypt(plain)) == plain


def test_the_same_text_never_looks_the_same_twice():
    assert len({encrypt(NUMBER) for _ in range(50)}) == 50
    assert NUMBER.encode() not in encrypt(NUMBER)


def test_an_altered_byte_is_noticed():
    stored = bytearray(encrypt(NUMBER))
    stored[-1] ^= 1

    with pytest.raises(ValueError, match="does not fit its data"):
        decrypt(bytes(stored))


def test_another_key_does_not_fit(settings):
    stored = encrypt(NUMBER)
    settings.FIELD_KEY = "00" * 32

    with pytest.raises(ValueError, match="the field key of this installation does not fit its data"):
        decrypt(stored)


def test_a_digest_finds_without_telling(settings):
    before = digest(NUMBER)
    assert (before, len(before)) == (digest(NUMBER), 64)
    assert before != digest(NUMBER[:-1] + "5")

    settings.DIGEST_KEY = "00" * 32
    assert digest(NUMBER) != before


@pytest.mark.django_db
def test_the_field_is_text_in_python_and_bytes_on_disk():
    person = PersonFactory(resident_id=NUMBER, phone="13800000000")

    read = Person.objects.get(pk=person.pk)
    assert (read.resident_id, read.phone) == (NUMBER, "13800000000")
    with connection.cursor() as cursor:
        cursor.execute("SELECT resident_id FROM people_person WHERE id = %s", [person.pk])
        (stored,) = cursor.fetchone()
    assert NUMBER.encode() not in bytes(stored)
    assert decrypt(bytes(stored)) == NUMBER


@pytest.mark.django_db
def test_an_empty_field_stays_empty():
    assert Person.objects.get(pk=PersonFactory().pk).resident_id == ""


@pytest.mark.django_db
def test_one_number_is_one_person():
    assert PersonFactory(resident_id=NUMBER).pk == PersonFactory(resident_id=NUMBER, name="另一个名字").pk

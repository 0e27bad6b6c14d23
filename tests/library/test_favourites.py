import pytest

from jiangxin.core import journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import NotFound
from jiangxin.library.models import Favourite, FavouriteFolder
from jiangxin.library.queries import also_kept, favourite_of, favourites_for, folders_for, get_folder_for
from jiangxin.library.services import (
    add_folder,
    annotate_favourite,
    keep_article,
    move_favourite,
    remove_folder,
    rename_folder,
    unkeep_article,
    withdraw_article,
)
from tests.library.scene import draft, published, refused


@pytest.fixture
def reader(actor, federation):
    return actor(Role.WORKER, federation.unit)


@pytest.fixture
def other(actor, federation):
    return actor(Role.WORKER, federation.other_unit)


def test_an_article_is_kept_once_and_moves_when_kept_again(reader, federation):
    article = published(federation.unit)
    folder = add_folder(actor=reader, name=" 讲话 范文 ")

    keep_article(actor=reader, article=article)
    kept = keep_article(actor=reader, article=article, folder=folder, note=" 第二章\n可借鉴 ")

    assert list(favourites_for(reader)) == list(favourites_for(reader, folder)) == [kept]
    assert (folder.name, kept.note, favourite_of(reader, article)) == ("讲话 范文", "第二章\n可借鉴", kept)
    assert [entry.after["anew"] for entry in journal.of(kept)] == [False, True]


def test_a_note_stays_out_of_the_journal(reader, federation):
    kept = keep_article(actor=reader, article=published(federation.unit), note="只给自己看")
    annotate_favourite(actor=reader, favourite=kept, note="换一句只给自己看")

    assert Favourite.objects.get().note == "换一句只给自己看"
    assert [entry.canonical for entry in journal.of(kept) if "只给自己看" in entry.canonical] == []


def test_folders_tell_how_much_of_what_may_still_be_listed_lies_in_them(reader, federation):
    folder, empty = (add_folder(actor=reader, name=name) for name in ("乙", "甲"))
    articles = [published(federation.unit), published(federation.unit)]
    for article in articles:
        keep_article(actor=reader, article=article, folder=folder)
    withdraw_article(actor=SYSTEM, article=articles[0], expected_revision=2, reason="过期")

    assert {found.name: found.count for found in folders_for(reader)} == {folder.name: 1, empty.name: 0}
    assert [kept.article for kept in favourites_for(reader)] == articles[1:]


def test_removing_a_folder_keeps_what_lay_in_it(reader, federation):
    folder = add_folder(actor=reader, name="旧夹")
    kept = keep_article(actor=reader, article=published(federation.unit), folder=folder)

    remove_folder(actor=reader, folder=folder)

    assert [(item.pk, item.folder) for item in favourites_for(reader)] == [(kept.pk, None)]
    assert journal.of(folder) == []
    unkeep_article(actor=reader, favourite=kept)
    assert Favourite.objects.count() == 0


def test_favourites_move_between_folders(reader, federation):
    one, two = (add_folder(actor=reader, name=name) for name in "甲乙")
    kept = keep_article(actor=reader, article=published(federation.unit), folder=one)

    move_favourite(actor=reader, favourite=kept, folder=two)
    assert [list(favourites_for(reader, folder)) for folder in (one, two)] == [[], [kept]]
    move_favourite(actor=reader, favourite=kept, folder=None)
    assert Favourite.objects.get().folder is None


@pytest.mark.parametrize("name", ["", " ", "讲话", " 讲话", "长" * 41])
def test_a_folder_has_a_name_of_its_own(reader, other, name):
    add_folder(actor=reader, name="讲话")
    second = add_folder(actor=reader, name="经验")

    assert refused(lambda: add_folder(actor=reader, name=name)) == "folder_invalid"
    assert refused(lambda: rename_folder(actor=reader, folder=second, name=name)) == "folder_invalid"
    assert refused(lambda: add_folder(actor=other, name="讲话")) is None


def test_a_folder_may_keep_its_name(reader):
    folder = add_folder(actor=reader, name="讲话")

    assert rename_folder(actor=reader, folder=folder, name="讲话").name == "讲话"


def test_folders_are_counted(reader):
    FavouriteFolder.objects.bulk_create(
        FavouriteFolder(account_id=reader.account_key, name=f"夹{number}") for number in range(50)
    )

    assert refused(lambda: add_folder(actor=reader, name="再来一个")) == "too_many_folders"


def test_nobody_touches_what_another_keeps(reader, other, federation):
    article = published(federation.unit)
    folder = add_folder(actor=reader, name="讲话")
    kept = keep_article(actor=reader, article=article, folder=folder)
    acts = [
        lambda: keep_article(actor=other, article=article, folder=folder),
        lambda: unkeep_article(actor=other, favourite=kept),
        lambda: move_favourite(actor=other, favourite=kept, folder=None),
        lambda: annotate_favourite(actor=other, favourite=kept, note="改"),
        lambda: rename_folder(actor=other, folder=folder, name="改"),
        lambda: remove_folder(actor=other, folder=folder),
    ]

    assert [refused(act) for act in acts] == ["not_yours"] * 6
    with pytest.raises(NotFound):
        get_folder_for(other, folder.pk)
    assert (favourites_for(other).count(), folders_for(other).count(), favourite_of(other, article)) == (0, 0, None)


def test_the_public_keeps_nothing_and_nobody_keeps_what_they_may_not_list(reader, federation):
    article, hidden = published(federation.unit), draft(federation.other_unit)

    assert refused(lambda: keep_article(actor=PUBLIC, article=article)) == "sign_in_first"
    assert refused(lambda: add_folder(actor=PUBLIC, name="夹")) == "sign_in_first"
    assert refused(lambda: keep_article(actor=reader, article=hidden)) == "not_found"
    assert (list(favourites_for(PUBLIC)), list(folders_for(PUBLIC))) == ([], [])


def test_what_several_people_kept_together_is_told_and_what_one_did_is_not(actor, federation):
    first, often, twice, once, gone = (published(federation.unit) for _ in range(5))
    people = [actor(Role.WORKER, federation.unit) for _ in range(3)]
    for number, person in enumerate(people):
        for article in [first, often, *([twice, gone] if number else []), *([once] if number == 2 else [])]:
            keep_article(actor=person, article=article)
    withdraw_article(actor=SYSTEM, article=gone, expected_revision=2, reason="过期")

    assert also_kept(PUBLIC, first) == [often, twice]
    assert also_kept(PUBLIC, first, limit=1) == [often]
    assert also_kept(PUBLIC, once) == []

"""What browser and server say to each other."""

import json
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory, override_settings

from jiangxin.core.refusal import Problem, Refusal
from jiangxin.forms import protocol
from jiangxin.forms.answers import Progress

MOMENT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def post(body, content_type="application/json"):
    return RequestFactory().post("/", body, content_type=content_type)


def test_reads_an_autosave():
    assert protocol.read_autosave(post('{"base": 7, "changes": {"a.b": "c"}}')) == protocol.Autosave(7, {"a.b": "c"})


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", '{"base": "7", "changes": {}}', '{"base": true, "changes": {}}', '{"base": 7}', "[" * 100_000],
)
def test_refuses_what_is_no_autosave(body):
    with pytest.raises(Refusal) as refused:
        protocol.read_autosave(post(body))
    assert (refused.value.code, refused.value.status) == ("answers_malformed", 400)


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_a_body_beyond_the_limit_is_refused_in_plain_words():
    with pytest.raises(Refusal) as refused:
        protocol.read_autosave(post(json.dumps({"base": 1, "changes": {"a.b": "x" * 2000}})))
    assert (refused.value.code, refused.value.status) == ("request_too_large", 413)
    form = RequestFactory().post("/", {"studio.name": "x" * 2000})
    with pytest.raises(Refusal) as refused:
        protocol.read_posted(form)
    assert refused.value.code == "request_too_large"


def test_files_are_found_at_their_places(definition):
    def file():
        return SimpleUploadedFile("a.png", b"123")

    request = RequestFactory().post(
        "/", {"studio.photos": [file(), file()], "members.0.proof": file(), "studio.name": file()}
    )
    assert [path for path, _ in protocol.posted_files(definition, request)] == [
        "studio.photos",
        "studio.photos",
        "members.0.proof",
    ]
    request = RequestFactory().post("/", {"path": "studio.photos", "file": file()})
    assert [path for path, _ in protocol.posted_files(definition, request)] == ["studio.photos"]


def test_answers():
    saved = protocol.saved(
        revision=8, saved_at=MOMENT, problems=[Problem("a.b", "坏")], progress=[Progress("a", 1, 2, touched=True)]
    )
    assert json.loads(saved.content) == {
        "revision": 8,
        "saved_at": "2026-11-22T16:30:00+08:00",
        "problems": [{"path": "a.b", "message": "坏"}],
        "progress": [{"section": "a", "filled": 1, "required": 2, "complete": False}],
    }
    stale = protocol.stale(revision=9, saved_at=MOMENT, saved_by="张三")
    assert stale.status_code == 409
    assert json.loads(stale.content)["saved_by"] == "张三"
    reference = {"id": "7", "name": "a.png", "size": 3, "media_type": "image/png", "sha256": "0"}
    uploaded = protocol.uploaded(path="s.p", reference=reference, revision=9, saved_at=MOMENT)
    assert json.loads(uploaded.content)["file"] == {"id": "7", "name": "a.png", "size": 3}

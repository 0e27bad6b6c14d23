"""Older formats by way of LibreOffice, or the plain words that it is not there."""

import pytest

from jiangxin.library.reading import Format, ReadingError, read_file
from jiangxin.library.reading.office import office_program, read_office

RTF = "{\\rtf1\\ansi\\ansicpg936 \\b 在会上的讲话\\b0\\par 一、总则\\par }".encode("gbk")
needs_office = pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed")


@needs_office
def test_an_older_document_is_read():
    found = read_file(RTF, "a.wps")
    assert (found.format, found.text) == (Format.DOC, "在会上的讲话\n一、总则")


@needs_office
def test_a_conversion_that_takes_too_long_is_ended():
    with pytest.raises(ReadingError) as caught:
        read_office(RTF, seconds=0.0)
    assert caught.value.code == "too_slow"


def test_without_libreoffice_it_is_said_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadingError) as caught:
        read_file(RTF, "a.doc")
    assert caught.value.code == "office_missing"

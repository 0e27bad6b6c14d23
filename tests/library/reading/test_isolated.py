"""A process of its own for reading: a file that ends it ends nothing else."""

import os
import signal

import pytest

from jiangxin.library.reading import ReadingError, read_file
from jiangxin.library.reading.isolated import Reader, reading

from .building import docx, paragraph, pdf
from .test_html import PAGE

FILES = [
    ("a.txt", "創(chuàng)新".encode("gb18030")),
    ("a.html", PAGE.encode("gb18030")),
    ("a.docx", docx(paragraph("一、总则"))),
    ("a.pdf", pdf([["在会上的讲话，字数要多于十个字才算。"]])),
]


def code_of(reader, data, name="a.txt"):
    with pytest.raises(ReadingError) as caught:
        reader.read(data, name)
    return caught.value.code, caught.value.params


def test_one_process_reads_one_file_after_another_as_if_in_this_one():
    with reading() as reader:
        assert [reader.read(data, name) for name, data in FILES] == [read_file(data, name) for name, data in FILES]
        assert code_of(reader, b"") == ("empty", {})
        assert code_of(reader, b"\x89PNG") == ("unsupported", {"found": "PNG"})
        assert reader.read(*reversed(FILES[0])).text == "創(chuàng)新"


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read():
    reader = Reader(seconds=0.0)
    assert code_of(reader, b"text") == ("too_slow", {})
    reader.close()


def test_a_process_that_ends_is_followed_by_a_new_one():
    with reading() as reader:
        reader.read(b"text", "a.txt")
        os.killpg(reader._process.pid, signal.SIGKILL)
        assert code_of(reader, b"text") == ("crashed", {})
        assert reader.read(b"text", "a.txt").text == "text"

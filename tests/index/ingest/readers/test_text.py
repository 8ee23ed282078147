"""Plain text: any encoding, any line ends; what is none is refused with the reason."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ReadError
from index.ingest.document import Limits
from index.ingest.readers import text as module
from index.ingest.readers.content import Bounds, opened
from index.ingest.readers.text import looks_like_text, read, read_text, text_of

PROSE = "Où vont les pêcheurs ? Ils rentrent, après l'été, à Noël.\nUne seconde ligne.\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.txt"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman"]
)
def test_the_usual_encodings(path, encoding):
    path.write_bytes((PROSE * 20).encode(encoding))
    assert read_text(path).lstrip("\ufeff") == PROSE * 20
    assert looks_like_text(path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_is_one(path, end):
    assert text_of(path, f"un{end}deux{end}{end}trois".encode()) == "un\ndeux\n\ntrois"


def test_a_page_ends_a_paragraph_and_padding_is_dropped(path):
    assert text_of(path, b"un\fdeux") == "un\n\ndeux"
    assert text_of(path, b"un\0 deux, trois, quatre") == "un deux, trois, quatre"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "blanks"),
        (b"\xef\xbb\xbf", "blanks"),
        (b"%PDF-1.7 and more", "binary"),
        (b"PK\x03\x04 and more", "binary"),
        (b"\x7fELF" + b"text " * 9, "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"\0" * 100 + b"text", "binary"),
        (b"a\x01b\x02c\x03", "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(path, data, reason):
    with pytest.raises(ReadError, match=reason) as told:
        text_of(path, data)
    assert told.value.path == path


def test_a_few_marks_of_control_do_no_harm(path):
    text = "mot " * 200 + "\x01\x7f"
    assert text_of(path, text.encode()) == text


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_reason(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    try:
        text = text_of(path, data)
    except ReadError:
        return
    assert text.strip()
    assert not set(text) & set("\r\0\f\x0b\x85\u2028\u2029")


def test_a_file_that_is_not_there_or_no_file(tmp_path, path):
    with pytest.raises(ReadError, match="not there any more"):
        read_text(path)
    with pytest.raises(ReadError, match="it is not a file"):
        read_text(tmp_path)
    assert not looks_like_text(path)
    assert not looks_like_text(tmp_path)


def test_a_name_that_no_system_knows(path):
    with pytest.raises(ReadError):
        read_text(path.with_name("a\0.txt"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_never_waited_for(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert not looks_like_text(pipe)
    with pytest.raises(ReadError, match="it is not a file"):
        read_text(pipe)


def test_a_text_that_is_too_large(path, monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 1 << 20)
    path.write_bytes(b"a " * (1 << 20))
    with pytest.raises(ReadError, match=r"too large for a text \(2 MB; the limit is 1 MB\)"):
        read_text(path)


def test_what_a_text_looks_like_is_told_by_its_beginning(path):
    path.write_bytes(b"")
    assert looks_like_text(path)
    path.write_bytes(b"text " * 5000 + bytes(9000))
    assert looks_like_text(path)
    path.write_bytes(b"GIF89a" + b"text " * 5000)
    assert not looks_like_text(path)


def test_a_text_is_one_part(path):
    path.write_bytes(b"Un\r\ndeux")
    limits = Limits()
    with opened(path, limits) as content:
        [part] = read(content, Bounds(limits), 0)
    assert (part.name, part.text, part.title) == ("", "Un\ndeux", "")


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="aé \n\r\f\x01\x7f\x85\ufffd\ufeff\u2028€", max_size=60) | st.text(max_size=60)
)
def test_a_text_in_utf_8_is_read_as_any_other(text):
    def read_by(decode_plain):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "decode_plain", decode_plain)
            try:
                return text_of(Path("a.txt"), text.encode())
            except ReadError as error:
                return error.reason

    assert read_by(module.decode_plain) == read_by(lambda data: None)


def test_controls_are_looked_for_in_all_of_the_sample(path):
    long = "€" * 8000
    assert text_of(path, long.encode() + b"\x01" * 300) == long + "\x01" * 300
    with pytest.raises(ReadError, match="binary"):
        text_of(path, long[:7000].encode() + b"\x01" * 1100)

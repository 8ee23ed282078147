"""RTF documents."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.readers import read_parts, rtf
from tests.index.ingest.readers import makers


def read(folder: Path, data: bytes) -> Part:
    (part,) = read_parts(makers.write(folder, "a.rtf", data))
    return part


def test_text_and_properties(tmp_path: Path) -> None:
    part = read(tmp_path, makers.rtf())
    assert part.text.startswith(f"{makers.TITLE}\n\nStatut du projet : Actif\n")
    assert part.text.endswith("\n\n".join(makers.PROSE))
    assert (part.title, part.made) == ("Fiche du projet", "2019-03-14")


def test_letters_of_the_code_page_and_unicode(tmp_path: Path) -> None:
    data = makers.rtf(r"\'c9t\'e9 \u8211? \u339?uvre")
    assert read(tmp_path, data).text == "Été – œuvre"
    other = data.replace(b"ansicpg1252", b"ansicpg1251").replace(rb"\'c9t\'e9", rb"\'cc\'e8\'f0")
    assert read(tmp_path, other).text.startswith("Мир")
    assert read(tmp_path, data.replace(b"ansicpg1252", b"ansicpg99999")).text.startswith("Été")


def test_pictures_cost_nothing(tmp_path: Path) -> None:
    begin = time.monotonic()
    hexed = makers.rtf(r"{\pict\pngblip " + "0123456789abcdef" * 500_000 + r"}Bonjour\par le monde")
    assert read(tmp_path, hexed).text == "Bonjour\n\nle monde"
    raw = b"{\\rtf1{\\pict\\bin2000 " + b"}{\\" * 666 + b"}}" + b"}Bonjour}"
    assert "Bonjour" in read(tmp_path, raw).text
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(("data", "reason"), [(bytes(40), "no RTF"), (b"{\\rtf1}", "no text")])
def test_what_is_none(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(tmp_path, data)


def test_a_very_long_one_is_read_as_far_as_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rtf, "_MAX_BYTES", 1024 * 1024)
    part = read(tmp_path, makers.rtf(r"mot \par " * 150_000))
    assert part.warning == "only its first 1 MB of text were read"
    assert 100_000 < part.text.count("mot") < 150_000


def test_marks_of_lists_are_bullets(tmp_path: Path) -> None:
    part = read(tmp_path, makers.rtf(r"{\listtext\u61623\'b7\tab}Puits\par \u-3929?\tab Digues"))
    assert part.text == "• Puits\n• Digues"


def test_letters_written_in_two_halves(tmp_path: Path) -> None:
    assert read(tmp_path, makers.rtf(r"Riz \u-10179?\u-8704? et \u-10179? fin")).text == (
        "Riz 😀 et \ufffd fin"
    )


def test_letters_of_the_macintosh(tmp_path: Path) -> None:
    data = makers.rtf(r"caf\'8e")
    assert read(tmp_path, data.replace(rb"\ansi\ansicpg1252", rb"\mac")).text == "café"
    assert read(tmp_path, data.replace(b"ansicpg1252", b"ansicpg10000")).text == "café"

"""The table of formats: endings, first bytes, and what decides when they disagree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.ingest.document import DEFAULT_LIMITS
from index.ingest.readers.content import Content, opened
from index.ingest.readers.formats import (
    FORMATS,
    QUICK_ENDINGS,
    format_of,
    format_of_name,
    is_text,
)
from tests.index.ingest.readers import boxes, makers, newformats


@contextmanager
def content(folder: Path, name: str, data: bytes) -> Iterator[Content]:
    with opened(makers.write(folder, name, data), DEFAULT_LIMITS) as found:
        yield found


def test_no_ending_stands_twice_and_every_module_reads() -> None:
    endings = [ending for item in FORMATS for ending in item.endings]
    assert len(endings) == len(set(endings))
    assert all(callable(item.reader()) for item in FORMATS)


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("a.TXT", "text"),
        ("Rapport final.v2.pdf", "pdf"),
        ("lot.tar.gz", "tar_archive"),
        ("lot.v1.tgz", "tar_archive"),
        ("a.gz", None),
        ("tar.gz", None),
        ("photo.jpeg", None),
        ("LISEZMOI", None),
        ("", None),
    ],
)
def test_names(name: str, module: str | None) -> None:
    found = format_of_name(name)
    assert (found.module if found else None) == module


@pytest.mark.parametrize(
    ("name", "data", "module"),
    [
        ("a.txt", makers.pdf([["Bonjour"]]), "pdf"),
        ("a.html", makers.rtf(), "rtf"),
        ("a.txt", makers.docx(), "docx"),
        ("a.csv", makers.odt(), "odt"),
        ("a.pdf", makers.zipped({"a.txt": b"abc"}), "zip_archive"),
        ("a.zip", makers.docx(), "zip_archive"),
        ("a", makers.mbox(1), "mailbox_file"),
        ("a.docx", boxes.doc("Texte\r"), "doc"),
        ("a.doc", boxes.msg("Titre", "Texte"), "outlook"),
        ("a.txt", newformats.pptx(), "pptx"),
        ("a.zip", newformats.epub(), "zip_archive"),
        ("a", newformats.epub(), "epub"),
        ("a.pdf", newformats.ods(), "ods_rows"),
        ("a", b"Bonjour", "text"),
        ("a.xyz", b"Bonjour", None),
        ("a.txt", b"PK\x03\x04 no archive", "zip_archive"),
        ("a.docx", makers.odt(), "odt"),
        ("a.xlsx", newformats.ods(), "ods_rows"),
        ("a.odt", makers.docx(), "docx"),
        ("a.docx", makers.zipped({"a.txt": b"abc"}), "docx"),
        ("a.docx", b"PK\x03\x04 no archive", "docx"),
        ("a.xls", b"<html><table><tr><td>Pays</td></tr></table></html>", "web_page"),
        ("a.xls", b"Pays;Projet\nNiger;Puits\n", "csv_rows"),
        ("a.txt", b"\xef\xbb\xbf<!doctype html>\n<p>Bonjour", "web_page"),
    ],
)
def test_first_bytes_win(tmp_path: Path, name: str, data: bytes, module: str | None) -> None:
    with content(tmp_path, name, data) as found:
        kind = format_of(found)
        assert (kind.module if kind else None) == module
        assert found.file.tell() == 0


def test_a_workbook_under_another_name(tmp_path: Path) -> None:
    with content(tmp_path, "a.txt", makers.xlsx()) as found:
        kind = format_of(found)
    assert kind is not None
    assert kind.module == "xlsx_rows"


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "b.x.text", ".txt", "a.csv", "a", "txt"])
@pytest.mark.parametrize(
    "data", [b"Bonjour", b"\xef\xbb\xbf \n%PDF-1", b"From - x", boxes.doc("Texte\r"), makers.docx()]
)
def test_what_is_told_to_be_text_is_read_as_text(tmp_path: Path, name: str, data: bytes) -> None:
    with content(tmp_path, name, data) as found:
        kind = format_of(found)
    if is_text(name, data):
        assert kind is not None
        assert kind.module == "text"
    else:
        assert kind is None or kind.module != "text" or name in ("a", "txt")


def test_quick_endings_are_those_of_plain_formats() -> None:
    assert {".txt", ".csv", ".jsonl"} <= set(QUICK_ENDINGS)
    assert all(item.plain for item in map(format_of_name, QUICK_ENDINGS) if item)

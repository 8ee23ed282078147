"""What is not what its name says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.readers.disguise import true_reader
from index.ingest.readers.formats import FORMATS
from index.ingest.readers.text import begins_as_text

PAGE = b"<!DOCTYPE html>\n<html><body><p>Bonjour</p></body></html>"
TABLE = b"<table><tr><td>Projet</td><td>Pays</td></tr></table>"
ROWS = "Projet\tPays\nPuits\tNiger\n"


@pytest.mark.parametrize(
    ("named", "head", "reader"),
    [
        ("xls_rows", PAGE, "web_page"),
        ("xls_rows", TABLE, "web_page"),
        ("xls_rows", b"<?xml version='1.0'?>\n<!-- x -->\n<HTML xmlns:o='urn:x'>", "web_page"),
        ("doc", PAGE, "web_page"),
        ("pdf", PAGE, "web_page"),
        ("xls_rows", ROWS.encode(), "csv_rows"),
        ("xlsx_rows", ROWS.encode("utf-16"), "csv_rows"),
        ("doc", b"Une note que l'on a nomm\xe9e ainsi.", "text"),
        ("text", PAGE, "web_page"),
        ("text", b"<html lang='fr'>", "web_page"),
        ("text", TABLE, None),
        ("text", b"<htmlx>", None),
        ("text", b"Le texte cite <html>.", None),
        ("pdf", b"Une note", None),
        ("odt", b"<?xml version='1.0'?><office:document>", None),
        ("xls_rows", b"<?xml version='1.0'?><Workbook>", None),
        ("xls_rows", b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(20), None),
        ("docx", b"", None),
        ("json_rows", PAGE, None),
        ("markdown_text", PAGE, None),
    ],
)
def test_names_are_believed_until_the_first_bytes_disprove_them(named, head, reader):
    assert true_reader(named, head, begins_as_text) == reader


@given(st.sampled_from([item.module for item in FORMATS]), st.binary(max_size=60))
def test_whatever_it_begins_with_there_is_a_reader_or_none(named, head):
    assert true_reader(named, head, begins_as_text) in {None, "web_page", "csv_rows", "text"}


def test_comments_without_end_are_looked_through_quickly():
    assert true_reader("text", b"<!--" * 256, begins_as_text) is None
    assert true_reader("xls_rows", b"<?xml " * 170, begins_as_text) is None

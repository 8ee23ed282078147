import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.cli.output import facts, marked, one_line, safe, wrapped, write_json


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x9b31m", "\x07", "\x00", "\x08", "\u202e", "\u2066"])
def test_text_of_a_document_never_drives_the_terminal(evil):
    for show in (safe, one_line, wrapped):
        assert evil[0] not in show(f"a{evil}b")


@given(st.text())
def test_safe_text_keeps_its_length(text):
    assert len(safe(text)) == len(text)


def test_lines_are_wrapped_to_the_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    text = wrapped("mot mot mot mot mot mot\nfin", "    ", "  a ")
    assert text == "  a mot mot mot mot\n    mot mot\n    fin"
    assert max(map(len, text.split("\n"))) <= 20


def test_an_empty_line_stays_empty():
    assert wrapped("a\n\nb") == "a\n\nb"


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


def test_spans_are_bold_where_the_terminal_can(monkeypatch):
    assert marked("le retour", [(3, 9)]) == "le retour"
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert marked("le retour", [(3, 9)]) == "le \x1b[1mretour\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert marked("le retour", [(3, 9)]) == "le retour"


def test_facts_that_are_missing_leave_no_gap():
    assert facts(["2016", None, "", "Achevé"]) == "2016 · Achevé"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_can_be_read_whatever_the_encoding(monkeypatch, encoding):
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace")
    monkeypatch.setattr(sys, "stdout", out)
    data = {"title": "œuvre 中文 😀", "path": "/a/\udcff.txt"}
    write_json(data)
    out.flush()
    assert json.loads(raw.getvalue().decode(encoding)) == data

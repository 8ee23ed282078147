"""Mailboxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.readers import mailbox_file, read_parts
from tests.index.ingest.readers import makers


def test_a_record_per_message_and_attachment(tmp_path: Path) -> None:
    parts = list(read_parts(makers.write(tmp_path, "a.mbox", makers.mbox(3))))
    assert [part.name for part in parts] == [
        "message 1", "message 2", "message 3", "message 3/annexe.txt",
    ]  # fmt: skip
    assert parts[1].title == "Lettre 2 du Niger"


def test_lines_that_begin_with_from(tmp_path: Path) -> None:
    data = (
        b"From a@b x\nSubject: un\n\nligne\nFrom dedans\n\n>From cite\n\n"
        b"From a@b x\nSubject: deux\n\nfin\n"
    )
    one, two = read_parts(makers.write(tmp_path, "a.mbox", data))
    assert one.text == "ligne\nFrom dedans\n\nFrom cite"
    assert two.title == "deux"


def test_a_sentence_that_begins_with_from_parts_nothing(tmp_path: Path) -> None:
    data = (
        b"From - Mon Jan 01 00:00:00 2018\nSubject: un\n\nA.\n\nFrom the river to the sea: yes.\n"
        b"Fin.\n\nFrom 12@x Tue Jan 02 00:00:00 +0000 2018\n\nSans en-tete.\n"
    )
    one, two = read_parts(makers.write(tmp_path, "a.mbox", data))
    assert one.text == "A.\n\nFrom the river to the sea: yes.\nFin."
    assert two.text == "Sans en-tete."


def test_a_message_beyond_the_limit_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox_file, "_MAX_MESSAGE", 1000)
    large = b"From a@b x\nSubject: gros\n\n" + b"mot mot mot\n" * 1000
    bad, good, _ = read_parts(makers.write(tmp_path, "a.mbox", large + b"\n" + makers.mbox(1)))
    assert (bad.name, bad.warning) == ("message 1", "it is larger than 0 MB")
    assert good.name == "message 2"


def test_what_is_none(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="it is no mailbox"):
        list(read_parts(makers.write(tmp_path, "a.mbox", b"Bonjour")))

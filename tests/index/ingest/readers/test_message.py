"""E-mail messages and their attachments."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import MISNAMED, Part
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers


def read(folder: Path, data: bytes) -> list[Part]:
    return list(read_parts(makers.write(folder, "a.eml", data)))


def test_head_and_text(tmp_path: Path) -> None:
    (part,) = read(tmp_path, makers.message())
    assert part.card == (
        ("From", "Aïssa Mahamadou <aissa@exemple.ne>"),
        ("To", "bureau@exemple.fr"),
        ("Date", "Thu, 14 Mar 2019 08:00:00 +0100"),
    )
    assert (part.title, part.date, part.kind) == (makers.TITLE, "2019-03-14", "message")
    assert part.text == "\n\n".join(makers.PROSE)


def test_attachments_are_parts(tmp_path: Path) -> None:
    attached = {"note.txt": b"Une note", "photo.jpg": b"\xff\xd8", "bad.docx": bytes(40)}
    letter, note, bad = read(tmp_path, makers.message(attached=attached))
    assert letter.kind == "message"
    assert (note.name, note.text) == ("note.txt", "Une note")
    assert (bad.name, bad.empty, bad.warning) == ("bad.docx", True, MISNAMED)


def test_a_letter_in_html_alone(tmp_path: Path) -> None:
    data = (
        b"From: a@example.org\nContent-Type: text/html; charset=cp1252\n\n"
        b"<p>L'\xe9t\xe9<br>au Niger</p><script>x</script><p>Fin.</p>"
    )
    (part,) = read(tmp_path, data)
    assert part.text == "L'été\nau Niger\n\nFin."


def test_plain_text_is_preferred_to_its_html_twin(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Deux formes"
    mail.set_content("en texte")
    mail.add_alternative("<p>en page</p>", subtype="html")
    (part,) = read(tmp_path, mail.as_bytes())
    assert part.text == "en texte"


def test_messages_in_messages(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["Subject"] = "Dedans"
    inner.set_content("Le texte du dedans")
    outer = EmailMessage()
    outer["Subject"] = "Dehors"
    outer.set_content("Le texte du dehors")
    outer.add_attachment(inner)
    parts = read(tmp_path, outer.as_bytes())
    assert [(part.name, part.title) for part in parts] == [
        ("", "Dehors"),
        ("message.eml", "Dedans"),
    ]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (b"Subject: =?utf-8?q?=C3=89t=C3=A9?=", "Été"),
        (b"Subject: =?x-none?q?abc?=", "=?x-none?q?abc?="),
        (b"Subject: =?utf-8?b?!!!?=", None),
        ("Subject: Été".encode("latin-1"), "Été"),
        ("Subject: Été".encode(), "Été"),
        (b"Subject: un\n deux\n\ttrois", "un deux trois"),
    ],
)
def test_subjects(tmp_path: Path, head: bytes, title: str | None) -> None:
    (part,) = read(tmp_path, b"From: a@example.org\n" + head + b"\n\nTexte")
    assert title is None or part.title == title


@pytest.mark.parametrize("charset", ["x-none", "utf-7", "us-ascii", "utf-8", "iso-8859-1"])
def test_charsets_that_are_wrong_or_unknown(tmp_path: Path, charset: str) -> None:
    head = f"From: a@example.org\nContent-Type: text/plain; charset={charset}\n\n"
    (part,) = read(tmp_path, head.encode() + "L'été".encode("latin-1"))
    assert "t" in part.text


@pytest.mark.parametrize("data", [b"Bonjour le monde", b"\0\0\0", b"<html>"])
def test_what_is_none(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError, match="it is no e-mail message"):
        read(tmp_path, data)


def test_endless_nesting_ends(tmp_path: Path) -> None:
    data = b"Subject: x\nMIME-Version: 1.0\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2000)
    )
    try:
        read(tmp_path, data)
    except ReadError as error:
        assert error.reason == "the file is damaged"  # noqa: PT017

"""Pages saved as one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers


def test_the_page_of_a_saved_page(tmp_path: Path) -> None:
    (part,) = read_parts(makers.write(tmp_path, "a.mht", makers.mhtml()))
    assert part.title == makers.TITLE
    assert part.text.endswith(makers.PROSE[1])


def test_quoted_printable_in_another_encoding(tmp_path: Path) -> None:
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=iso-8859-1\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>L'=E9t=E9 au Niger</p>\r\n"
    )
    (part,) = read_parts(makers.write(tmp_path, "a.mhtml", data))
    assert part.text == "L'été au Niger"


@pytest.mark.parametrize("data", [b"rien", b"MIME-Version: 1.0\n\ntexte", b"\0\0\0"])
def test_files_without_a_page(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError, match="there is no page in it"):
        list(read_parts(makers.write(tmp_path, "a.mhtml", data)))

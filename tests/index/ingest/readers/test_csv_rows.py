"""Tables as delimited text."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.readers import csv_rows, read_parts
from tests.index.ingest.readers import makers


def read(folder: Path, data: bytes, name: str = "a.csv") -> list[Part]:
    return list(read_parts(makers.write(folder, name, data)))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "mac_roman"])
def test_delimiters_and_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    data = makers.csv(delimiter).decode().encode(encoding)
    parts = read(tmp_path, data)
    assert [part.name for part in parts] == ["row 2", "row 3", "row 4"]
    assert parts[0].kind == "table-row"
    assert parts[0].card == (("Titre", "Projet 1"), *((a, b) for a, b in makers.CARD))


def test_every_row_is_there(tmp_path: Path) -> None:
    parts = read(tmp_path, makers.csv(count=1000))
    assert [part.name for part in parts] == [f"row {number}" for number in range(2, 1002)]


def test_cells_with_lines_quotes_and_delimiters(tmp_path: Path) -> None:
    (part,) = read(tmp_path, b'Titre,Texte\r\n"Un, deux","ligne\r\n""autre"""\r\n')
    assert part.card == (("Titre", "Un, deux"), ("Texte", 'ligne\n"autre"'))


def test_what_excel_says_of_the_delimiter(tmp_path: Path) -> None:
    (part,) = read(tmp_path, "sep=;\nTitre;Nom, prénom\na;b\n".encode())
    assert part.card == (("Titre", "a"), ("Nom, prénom", "b"))


def test_rows_that_are_shorter_or_longer_than_the_header(tmp_path: Path) -> None:
    one, two = read(tmp_path, b"a,b,c\n1\n1,2,3,4\n")
    assert one.card == (("a", "1"),)
    assert two.card[-1] == ("column D", "4")


def test_a_quote_that_never_ends_is_told(tmp_path: Path) -> None:
    data = b'Titre,Texte\nun,deux\ntrois,"' + b"x,y\n" * 3_000_000
    parts = read(tmp_path, data)
    assert parts[0].card == (("Titre", "un"), ("Texte", "deux"))
    assert parts[-1].warning.startswith("the table breaks off at line")


def test_a_line_without_end_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="a line is longer than 8 MB"):
        read(tmp_path, b"a," * 5_000_000)


def test_a_matrix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="more than 1,000 columns"):
        read(
            tmp_path, b",".join(b"c%d" % n for n in range(2000)) + b"\n" + b",".join([b"1"] * 2000)
        )


def test_large_tables_are_read_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "_WHOLE", 1000)
    monkeypatch.setattr(csv_rows, "_BATCH", 500)
    parts = read(tmp_path, makers.csv(count=200).decode().encode("cp1252"))
    assert len(parts) == 200
    assert parts[-1].card[0] == ("Titre", "Projet 200")
    with pytest.raises(ReadError, match="UTF-16"):
        read(tmp_path, makers.csv(count=200).decode().encode("utf-16"))


@pytest.mark.parametrize("data", [b"\0\0\0\0\x01\x02", b"a,b\n"])
def test_nothing_to_read(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError):
        read(tmp_path, data)

"""The one entrance: what counts as a document, bounds, names, reasons."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest import readers
from index.ingest.document import MISNAMED, Limits, Part, notice
from index.ingest.readers import FORMATS, is_document, is_plain, read_document, read_parts
from tests.index.ingest.readers import makers


@pytest.mark.parametrize("name", makers.every_format())
def test_every_format_is_a_document_and_gives_its_text(tmp_path: Path, name: str) -> None:
    path = makers.write(tmp_path, name, makers.every_format()[name])
    assert is_document(path)
    parts = list(read_parts(path))
    assert parts
    assert not any(part.warning for part in parts)
    assert len({part.name for part in parts}) == len(parts)
    text = read_document(path)
    assert "Niger" in text
    assert "\r" not in text


@pytest.mark.parametrize("name", ["a.jpg", "a.exe", ".hidden.txt", "~$lettre.docx", "a.wpd"])
def test_what_is_no_document(tmp_path: Path, name: str) -> None:
    assert not is_document(makers.write(tmp_path, name, b"MZ\x90"))


def test_a_file_without_ending_is_looked_into(tmp_path: Path) -> None:
    assert is_document(makers.write(tmp_path, "LISEZMOI", makers.text()))
    assert not is_document(makers.write(tmp_path, "core", b"\x7fELF" + bytes(100)))
    (part,) = read_parts(tmp_path / "LISEZMOI")
    assert part.text.startswith(makers.TITLE)


def test_plain_formats_need_no_library() -> None:
    assert is_plain(Path("a.txt"))
    assert is_plain(Path("a.csv"))
    assert is_plain(Path("LISEZMOI"))
    assert not is_plain(Path("a.pdf"))
    assert all(item.endings for item in FORMATS)


def test_an_ending_that_nobody_reads_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        list(read_parts(makers.write(tmp_path, "a.xyz", b"abc")))
    assert caught.value.reason == "Fonds does not read “.xyz” files"


def test_missing_and_barred_documents_say_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="not there any more"):
        list(read_parts(tmp_path / "a.txt"))
    with pytest.raises(ReadError, match="it is not a file"):
        list(read_parts(tmp_path))


def test_a_document_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = makers.write(tmp_path, "a.txt", makers.text())
    with pytest.raises(ReadError, match="larger than 0 MB"):
        list(read_parts(path, Limits(bytes=100)))


def test_records_beyond_the_limit_are_told(tmp_path: Path) -> None:
    path = makers.write(tmp_path, "a.csv", makers.csv(count=50))
    parts = list(read_parts(path, Limits(parts=10)))
    assert len(parts) == 11
    assert parts[-1] == notice("only its first 10 records were read")


def test_a_text_beyond_all_measure_is_cut_and_told(tmp_path: Path) -> None:
    path = makers.write(tmp_path, "a.txt", b"mot " * 3_000_000)
    (part,) = read_parts(path)
    assert len(part.text) == 10_000_000
    assert part.warning == "only its first 10 million characters were read"


def test_where_nothing_is_read_the_warnings_are_the_reason(tmp_path: Path) -> None:
    data = makers.zipped({"a.docx": bytes(40), "b.pdf": b"nothing", "c.txt": b"\0" * 100})
    with pytest.raises(ReadError) as caught:
        list(read_parts(makers.write(tmp_path, "a.zip", data)))
    assert caught.value.reason.startswith(f"a.docx: {MISNAMED}; b.pdf: {MISNAMED}")


def test_warnings_come_beside_what_was_read(tmp_path: Path) -> None:
    data = makers.zipped({"a.docx": bytes(40), "b.txt": makers.text()})
    bad, good = read_parts(makers.write(tmp_path, "a.zip", data))
    assert bad.empty
    assert (bad.name, bad.warning) == ("a.docx", MISNAMED)
    assert (good.name, good.warning) == ("b.txt", "")


def test_parts_of_one_name_are_told_apart(tmp_path: Path) -> None:
    data = makers.message(attached={"a/x.txt": b"Une annexe"})
    twice = data.replace(b"--=fonds=--", data[data.rindex(b"--=fonds=\n") :].rstrip() + b"\n")
    parts = list(read_parts(makers.write(tmp_path, "a.eml", twice)))
    assert [part.name for part in parts] == ["", "a/x.txt", "a/x.txt (2)"]


def test_a_part_knows_whether_it_is_empty() -> None:
    assert notice("no reason").empty
    assert not Part("", "", title="Un titre").empty
    assert not Part("row 2", "", card=(("a", "b"),)).empty


def test_heavy_libraries_stay_out_until_they_are_needed() -> None:
    heavy = ("trafilatura", "lxml", "openpyxl", "pypdfium2", "striprtf", "markdown_it")
    code = (
        "import sys, index.ingest.records; "
        f"print(*[name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_lines_beyond_all_measure_are_cut_and_told(tmp_path: Path) -> None:
    path = makers.write(tmp_path, "a.txt", b"mot\n\n" * 400_000)
    (part,) = read_parts(path)
    assert part.text.count("\n") == 399_999
    assert part.warning == "only its first 400,000 lines were read"


SHORT = [
    makers.text(),
    b"",
    b" \n ",
    b"\0" * 100,
    b"%PDF-1.7 no page",
    b"\xef\xbb\xbf  {\\rtf1 Bonjour}",
    b"PK\x03\x04 no archive",
    "L’été".encode("utf-16"),
    b"\x93\xe9t\xe9\x94",
    b"\f" * 60_000 + b"Bonjour",
]


@pytest.mark.parametrize("data", SHORT)
@pytest.mark.parametrize("name", ["a.TXT", "a.text", "a.csv", "a"])
@pytest.mark.parametrize("limits", [Limits(), Limits(parts=1), Limits(bytes=3)])
def test_a_short_text_is_read_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, name: str, limits: Limits
) -> None:
    def told() -> list[Part] | str:
        try:
            return list(read_parts(path, limits, data=data))
        except ReadError as error:
            return error.reason

    path = makers.write(tmp_path, name, data)
    quick = told()
    monkeypatch.setattr(readers, "_SHORT", 0)
    assert told() == quick


def test_a_short_text_gives_signs_of_life(tmp_path: Path) -> None:
    signs: list[str] = []
    for _ in read_parts(tmp_path / "a.txt", Limits(), lambda: signs.append("alive"), b"Bonjour"):
        signs.append("read")
    assert signs == ["alive", "read", "alive"]

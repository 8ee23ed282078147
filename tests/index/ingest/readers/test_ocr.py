"""Pages without text, read by a stand-in for tesseract."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.ingest.document import Limits
from index.ingest.readers import ocr, read_parts
from index.ingest.updating import Watch
from index.record import PICTURES, Record
from index.search.query import Query
from tests.index.ingest.readers import makers
from tests.index.ingest.readers.scans import scanned as scan_of

STAND_IN = """#!{python}
import sys
if "--list-langs" in sys.argv:
    print("List of available languages (2):\\nfra\\nosd\\nspa")
    sys.exit()
assert sys.argv[1:5] == ["stdin", "stdout", "-l", "fra+spa"], sys.argv
image = sys.stdin.buffer.read()
assert image.startswith(b"P5 2480 3509 255\\n"), image[:20]
assert len(image) == 2480 * 3509 + len(b"P5 2480 3509 255\\n")
sys.stdout.buffer.write("Texte de la page numérisée\\n\\f".encode())
"""


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    ocr.languages.cache_clear()
    yield
    ocr.languages.cache_clear()


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if sys.platform == "win32":
        pytest.skip("a script is no program there")
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(STAND_IN.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    return program


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    return makers.write(tmp_path, "scan.pdf", makers.pdf([[]]))


@pytest.mark.usefixtures("tesseract")
def test_a_scanned_page_is_read_where_asked(scanned: Path) -> None:
    (part,) = read_parts(scanned, Limits(ocr=True))
    assert part.text == "Texte de la page numérisée"
    assert part.pictured
    assert part.warning == (
        "the text of 1 of its 1 pages was read from pictures of its pages by tesseract"
    )


@pytest.mark.usefixtures("tesseract")
def test_nobody_is_asked_unless_a_person_wants_it(scanned: Path) -> None:
    (part,) = read_parts(scanned)
    assert "no text layer" in part.warning


def test_a_machine_without_the_program(
    scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ocr.languages() == ()
    (part,) = read_parts(scanned, Limits(ocr=True))
    assert "no text layer" in part.warning


def test_a_program_that_fails_costs_nothing(tesseract: Path, scanned: Path) -> None:
    tesseract.write_text(f"#!{sys.executable}\nimport sys; sys.exit(3)\n", encoding="utf-8")
    (part,) = read_parts(scanned, Limits(ocr=True))
    assert "no text layer" in part.warning


@pytest.mark.usefixtures("tesseract")
def test_a_book_is_read_as_far_as_its_time_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "SECONDS_PER_DOCUMENT", -1.0)
    path = makers.write(tmp_path, "scan.pdf", makers.pdf([[], []], "Un livre"))
    (part,) = read_parts(path, Limits(ocr=True))
    assert (part.title, part.text, part.warning) == (
        "Un livre",
        "",
        "there was no time for the pictures of its pages",
    )


def test_a_page_that_takes_too_long_is_given_up(
    tesseract: Path, scanned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ocr.languages()
    tesseract.write_text(f"#!{sys.executable}\nimport time; time.sleep(60)\n", encoding="utf-8")
    monkeypatch.setattr(ocr, "languages", lambda: ("fra",))
    monkeypatch.setattr(ocr, "SECONDS_PER_PAGE", 0.2)
    told: list[int] = []
    (part,) = read_parts(scanned, Limits(ocr=True), lambda: told.append(1))
    assert "no text layer" in part.warning
    assert told, "those who watch over the reading hear that it goes on"


THREE = {
    "fr.pdf": (
        "Les travailleurs déplacés reçoivent une aide au logement à Niamey.",
        ("travailleurs", "déplacés", "reçoivent", "à"),
        "fr",
    ),
    "es.pdf": (
        "La formación de los jóvenes migrantes empezó el año pasado en España.",
        ("formación", "jóvenes", "empezó", "año", "España"),
        "es",
    ),
    "en.pdf": (
        "The workers who came home were given tools and a small loan in spring.",
        ("workers", "tools", "loan", "spring"),
        "en",
    ),
}


@pytest.fixture
def real() -> None:
    if len(ocr.languages()) < len(THREE):
        pytest.skip("tesseract with its fra, eng and spa data is not on this machine")


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("name", THREE)
def test_the_real_tesseract_reads_three_languages(tmp_path: Path, name: str) -> None:
    sentence, words, _ = THREE[name]
    path = makers.write(tmp_path, name, scan_of([[sentence, sentence]]))
    (part,) = read_parts(path, Limits(ocr=True))
    assert set(words) <= set(part.text.replace(".", " ").split()), part.text
    (part,) = read_parts(path)
    assert (part.text, part.pictured) == ("", False)


@pytest.mark.usefixtures("real")
def test_what_was_read_from_pictures_is_marked_and_stays(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, (sentence, _, _) in THREE.items():
        makers.write(docs, name, scan_of([[Path(name).stem.upper(), "", sentence, "", sentence]]))
    archive = Archive.create(tmp_path / "archive", "Essai")
    report = archive.update([docs])
    assert (report.added, report.failed) == (3, ())
    assert {notice.reason for notice in report.notices} == {ocr.NO_TEXT}
    asked = Watch(limits=Limits(ocr=True))
    report = archive.update(watch=asked)
    assert (report.updated, report.failed, len(report.notices)) == (3, (), 3)
    assert all(ocr.PICTURES_READ in notice.reason for notice in report.notices)
    assert archive.update(watch=asked).unchanged == 3  # what was read once is not read each time
    assert (archive.rebuild().records, _texts(archive)) == (3, 3)
    makers.write(docs, "fr.pdf", (docs / "fr.pdf").read_bytes() + b"\n")
    assert (archive.update().updated, _texts(archive)) == (1, 3)
    assert {record.language for record in _records(archive)} == {"fr", "es", "en"}
    archive.close()


def _records(archive: Archive) -> list[Record]:
    archive.refresh()
    results = archive.search(Query(""))
    return [archive.record(hit.id) for hit in archive.hits(results, 0, results.total)]


def _texts(archive: Archive) -> int:
    return sum(
        bool(record.body) and record.sources["body"] == PICTURES for record in _records(archive)
    )

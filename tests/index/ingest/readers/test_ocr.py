"""Pages without text, read by a stand-in for tesseract."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.ingest.document import Limits
from index.ingest.readers import ocr, read_parts
from tests.index.ingest.readers import makers

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
    assert (part.text, part.warning) == ("Texte de la page numérisée", "")


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

"""Members: labels that are no paths, and faults that cost one member."""

from __future__ import annotations

import pytest

from index.ingest.readers.members import is_wanted, label_of


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("a/b.txt", "a/b.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\windows\\a.txt", "windows/a.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("a\0b\u202etxt.exe", "abtxt.exe"),
        ("./././a", "a"),
        ("..", ""),
        ("x" * 1000, "x" * 300),
    ],
)
def test_labels_lead_nowhere(name: str, label: str) -> None:
    assert label_of(name) == label


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.txt", True),
        ("x/y/rapport.pdf", True),
        ("photo.jpg", False),
        ("__MACOSX/a.txt", False),
        (".git/a.txt", False),
        ("x/._a.txt", False),
        (".cache/a.txt", False),
        ("paquet/node_modules/lisez.md", False),
        ("~$a.docx", False),
        ("dossier/", False),
    ],
)
def test_only_documents_are_wanted(name: str, wanted: bool) -> None:
    assert is_wanted(name) is wanted

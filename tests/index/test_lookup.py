"""Lookup: every name that a person has for a record finds it."""

import pytest

from index.archive import Archive
from index.errors import RecordMissingError

CARD = """Appui aux guichets de {place}

  • Statut du projet
    Actif
  • Projet ID
    {project}
  • Prima ID
    {prima}

Le projet ouvre un guichet et forme des agents, comme le projet PO.0001 avant lui.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    docs = tmp_path_factory.mktemp("documents")
    for number, place in enumerate(("Lomé", "Praia"), start=1):
        text = CARD.format(place=place, project=f"PO.000{number}", prima=f"TG10P000{number}")
        (docs / f"{place.lower()}.txt").write_text(text, encoding="utf-8")
    made = Archive.create(tmp_path_factory.mktemp("archive") / "a", "a")
    made.update([docs])
    yield made, docs
    made.close()


@pytest.mark.parametrize("key", ["PO.0001", "po0001", "PO-0001", "TG10P0001", "tg 10p 0001"])
def test_an_identifier_finds_its_bearer_however_it_is_written(archive, key):
    made, _ = archive
    assert made.record(key).title == "Appui aux guichets de Lomé"


def test_the_id_and_the_file_find_the_record(archive):
    made, docs = archive
    by_path = made.record(str(docs / "praia.txt"))
    assert made.record(by_path.id) == by_path
    assert by_path.project_id == "PO.0002"


@pytest.mark.parametrize("key", ["", "PO.0003", "nothing", "/no/such/file.txt", "\x00"])
def test_what_is_not_there_is_told(archive, key):
    made, _ = archive
    with pytest.raises(RecordMissingError, match="there is no record"):
        made.record(key)

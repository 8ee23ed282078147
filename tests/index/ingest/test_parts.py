"""From parts to records: what the text says comes first, then what the format states."""

from __future__ import annotations

from typing import Any

import pytest

from index.ingest.document import Part
from index.ingest.parts import record_of
from index.ingest.profiles import Profile
from index.record import Record
from tests.index.ingest.readers import makers


def record(text: str, profile: Profile | None = None, **more: Any) -> Record:
    part = Part(more.pop("name", ""), text, **more)
    return record_of(part, path="/a.pdf", source="s", record_id="r", profile=profile or Profile())


PROSE = "Le titre du rapport\n\n" + "\n\n".join(makers.PROSE)


def test_a_day_that_the_format_states() -> None:
    found = record(PROSE, date="2019-03-14")
    assert (found.date, found.year) == ("2019-03-14", 2019)
    assert found.sources["date"] == found.sources["year"] == "property"


def test_the_day_on_which_a_file_was_made_is_that_of_a_report_only() -> None:
    assert record(PROSE, made="2019-03-14").date == "2019-03-14"
    project = makers.text().decode().replace("  • Année\n    2019\n", "")
    found = record(project, made="2020-01-01", date="2020-01-01")
    assert (found.kind, found.year, found.date) == ("project", None, None)


def test_what_the_text_states_wins() -> None:
    found = record(makers.text().decode(), title="Autre", date="2020-01-01", language="es")
    assert (found.title, found.year, found.language) == (makers.TITLE, 2019, "fr")


def test_a_title_where_the_text_has_none() -> None:
    long = " ".join(["mot"] * 60) + "."
    assert record(long, title="Le titre stated").title == "Le titre stated"


def test_a_document_without_text_has_its_name() -> None:
    found = record("", title="scan 3", warning="it has no text layer")
    assert (found.title, found.body, found.language) == ("scan 3", "", None)


def test_furniture_of_the_reader_is_kept() -> None:
    assert record(PROSE, furniture=("Accueil", "Contact")).furniture[-2:] == ("Accueil", "Contact")


def test_a_message() -> None:
    card = (("From", "a@example.org"), ("Date", "Thu, 14 Mar 2019 08:00:00 +0100"))
    found = record(
        "\n\n".join(makers.PROSE), kind="message", title="Bonjour", card=card, date="2019-03-14"
    )
    assert (found.kind, found.title, found.date) == ("message", "Bonjour", "2019-03-14")
    assert [(entry.label, entry.field) for entry in found.card] == [
        ("From", None),
        ("Date", "date"),
    ]
    assert found.body == "\n\n".join(makers.PROSE)
    assert found.language == "fr"


def test_a_row() -> None:
    card = (("statut", "Actif"), ("pays", "Niger"), ("titre", "Un projet"))
    found = record("", kind="table-row", card=card, name="row 2")
    assert (found.kind, found.title, found.status) == ("project", "Un projet", "active")


def test_a_profile_speaks_of_labels_too() -> None:
    text = makers.text().decode().replace("Statut du projet", "Phase interne")
    profile = Profile(
        fields={"phase interne": "status"},
        values={"status": {"actif": "suspended"}},
        defaults={"coverage": "national", "region": "africa"},
    )
    found = record(text, profile)
    assert (found.status, found.sources["status"]) == ("suspended", "card")
    assert (found.coverage, found.sources["coverage"]) == ("national", "property")
    assert found.region == ("africa",)


def test_nothing_is_too_odd() -> None:
    for text in ("", "\0", "\n\n", "\ud800", "•", "a" * 10_000):
        assert isinstance(record(text), Record)
        assert isinstance(record(text, kind="message"), Record)


TAUGHT = Profile(
    fields={"zone": "region", "etape": "status", "montant engage": "budget", "agent": "ignore"},
    values={"status": {"solde": "completed"}, "region": {"ao": "africa"}},
)
BULLETS = (
    "  • Zone\n    AO\n  • Etape\n    Soldé\n  • Montant engagé\n    9000\n  • Agent\n    A. B."
)
INLINE = "Zone : AO\nEtape : Soldé\nMontant engagé : 9000\nAgent : A. B."
TABLE = "Zone\tAO\nEtape\tSoldé\nMontant engagé\t9000\nAgent\tA. B."


@pytest.mark.parametrize("card", [BULLETS, INLINE, TABLE])
def test_a_card_whose_labels_a_person_alone_knows_is_found(card: str) -> None:
    text = f"Appui aux puits du village\n\n{card}\n\n" + "\n\n".join(makers.PROSE)
    assert record(text).card == ()
    found = record(text, TAUGHT)
    assert (found.title, found.kind) == ("Appui aux puits du village", "project")
    assert (found.status, found.region, found.budget) == ("completed", ("africa",), 9000)
    assert [(entry.label, entry.field) for entry in found.card] == [
        ("Zone", "region"),
        ("Etape", "status"),
        ("Montant engagé", "budget"),
        ("Agent", None),
    ]
    assert found.body.startswith(makers.PROSE[0][:20])


def test_labels_that_a_person_taught_stand_beside_known_ones() -> None:
    text = "Appui aux puits\n\n  • Année\n    2019\n  • Etape\n    Soldé\n\nLe texte du projet.\n"
    found = record(text, TAUGHT)
    assert (found.year, found.status) == (2019, "completed")

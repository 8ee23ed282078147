"""From rows to records."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from index import values
from index.ingest.document import Part
from index.ingest.profiles import Profile
from index.ingest.readers import read_parts
from index.ingest.rows import record_of_row
from index.record import Record

SHARED = Path(__file__).resolve().parents[3] / "../shared/corpora/archive-fr/afd.jsonl"


def record(*card: tuple[str, str], profile: Profile | None = None, **more: Any) -> Record:
    part = Part("row 2", "", kind="table-row", card=card, **more)
    return record_of_row(
        part, path="/a.csv", source="s", record_id="r", profile=profile or Profile()
    )


def test_a_project() -> None:
    found = record(
        ("project_id", "PO.0105"), ("titre", "Appui au retour"), ("statut", "Achevé"),
        ("région", "Afrique"), ("pays", "Niger, Mali"), ("budget_eur", "1 250 000,50"),
        ("date_debut", "2018-03-01"), ("date_fin", "2020"), ("agence", "Niamey"),
        ("description", "Le projet aide les migrants.\nIl dure deux ans."),
    )  # fmt: skip
    assert (found.kind, found.title, found.project_id) == ("project", "Appui au retour", "PO.0105")
    assert (found.status, found.region, found.countries) == ("completed", ("africa",), ("NE", "ML"))
    assert (found.budget, found.currency) == (1250000.5, "EUR")
    assert (found.year, found.date, found.start, found.end) == (
        2018, "2018-03-01", "2018-03-01", "2020",
    )  # fmt: skip
    assert found.body == "Le projet aide les migrants.\n\nIl dure deux ans."
    assert found.language == "fr"
    assert found.inferred == ()
    assert [entry.label for entry in found.card][-1] == "Agence"


def test_other_rows_are_rows() -> None:
    found = record(("id", "12"), ("name", "Aïssa Mahamadou"), ("country", "Niger"), ("tel", "1"))
    assert (found.kind, found.title, found.project_id) == ("table-row", "Aïssa Mahamadou", None)
    assert found.countries == ("NE",)


def test_a_row_without_a_title_is_called_by_its_first_words() -> None:
    assert record(("a", "12"), ("b", "Des outils"), ("c", "x")).title == "Des outils"
    assert record(("texte", "Le texte dit ceci.\nEt cela.")).title == "Le texte dit ceci."
    assert record(("a", "12")).title == "row 2"


def test_a_blank_year_says_that_there_is_none() -> None:
    card = (("statut", "Actif"), ("pays", "Niger"), ("date_fin", "2021-11-05"))
    assert record(*card).year == 2021
    assert record(*card, ("année", "")).year is None
    assert record(*card, ("année", "2019")).year == 2019


def test_the_first_column_of_a_meaning_counts() -> None:
    found = record(("country", "Niger"), ("pays", "Mali"), ("statut", "Actif"))
    assert found.countries == ("NE",)
    assert [(entry.value, entry.field) for entry in found.card][1] == ("Mali", None)


def test_values_that_no_table_knows_keep_their_text() -> None:
    found = record(("statut", "En sommeil"), ("région", "Orient(s)"), ("pays", "Multi-pays"))
    assert (found.status, found.region) == ("en-sommeil", ("orient-s",))
    assert found.value_labels["status"] == {"en-sommeil": "En sommeil"}


def test_what_a_profile_says_wins() -> None:
    profile = Profile(
        fields={"zone": "region", "libelle court": "title", "interne": "ignore"},
        values={"status": {"solde": "completed"}},
        defaults={"currency": "XOF", "language": "fr", "status": "active"},
    )
    card = (("Zone", "Afrique"), ("Libellé court", "Un"), ("Interne", "x"), ("Montant", "500"))
    found = record(*card, ("Statut", "Soldé"), profile=profile)
    assert (found.region, found.title, found.status) == (("africa",), "Un", "completed")
    assert (found.budget, found.currency, found.language) == (500.0, "XOF", "fr")
    assert "x" not in [entry.value for entry in found.card]
    assert record(*card, profile=profile).status == "active"


def test_places_are_inferred_where_no_column_states_them() -> None:
    found = record(("titre", "Appui au Niger"), ("statut", "Actif"), ("texte", "Au Niger."))
    assert (found.countries, found.region) == (("NE",), ("africa",))
    assert found.inferred == ("countries", "region")


@pytest.mark.parametrize("value", ["\0", "=1+1", "\ud800", "a" * 100_000, "\n\n", "🙂", "1e999"])
def test_no_value_is_too_odd(value: str) -> None:
    names = ("titre", "statut", "pays", "budget", "année", "date", "texte", "lang", "x")
    assert isinstance(record(*((name, value) for name in names)), Record)


def as_jsonl(rows: Sequence[dict[str, Any]], path: Path) -> Path:
    path = path.with_suffix(".jsonl")
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def as_csv(rows: Sequence[dict[str, Any]], path: Path) -> Path:
    path = path.with_suffix(".csv")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_xlsx(rows: Sequence[dict[str, Any]], path: Path) -> Path:
    path = path.with_suffix(".xlsx")
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(["\n".join(cell) if isinstance(cell, list) else cell for cell in row.values()])
    book.save(path)
    return path


@pytest.mark.shared
@pytest.mark.parametrize("made", [as_jsonl, as_csv, as_xlsx])
def test_a_real_table_gives_facets_that_count_as_it_does(
    tmp_path: Path, made: Callable[[Sequence[dict[str, Any]], Path], Path]
) -> None:
    if not SHARED.exists():
        pytest.skip("the shared collections are not beside the checkout")
    rows = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    records = [
        record_of_row(part, path="p", source="s", record_id=part.name)
        for part in read_parts(made(rows, tmp_path / "afd"))
    ]
    assert len(records) == len(rows)
    assert {found.kind for found in records} == {"project"}
    assert {found.currency for found in records} == {"EUR"}
    for name in ("status", "region", "type"):
        told = Counter(values.code(name, row[name]) for row in rows)
        stated = (getattr(found, name) for found in records)
        assert Counter(v[0] if name == "region" else v for v in stated) == told
    assert Counter(found.year for found in records) == Counter(row["year"] for row in rows)
    assert [found.project_id for found in records] == [row["id"] for row in rows]
    budgets = [found.budget for found in records]
    assert budgets == pytest.approx([row["budget_eur"] for row in rows])
    pairs = {(row["country"], found.countries) for row, found in zip(rows, records, strict=True)}
    assert len({name for name, _ in pairs}) == len({codes for _, codes in pairs}) == len(pairs)

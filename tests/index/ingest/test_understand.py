import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.ingest.readers import read_document
from index.ingest.understand import understand
from index.record import Record
from tests.bench.fields import COLLECTIONS, LOOKALIKE, bars, compare, documents, measure

SEEDS = Path(__file__).resolve().parents[3].parent / "shared" / "seeds"
#: What the importer does not understand so far; the bench counts it among the wrong ones.
NOT_YET = {
    "067-a2-fr.txt": pytest.mark.xfail(strict=True, reason="the gazetteer has no town of this name")
}
needs_shared = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared documents are not here")


def record_of(text):
    return understand(text, path="lac.txt", source="s", record_id="r1")


@pytest.mark.parametrize(
    ("truth", "path"),
    [
        pytest.param(*held, id=held[0]["file"], marks=NOT_YET.get(held[0]["file"], ()))
        for held in documents(COLLECTIONS["own"])
    ],
)
def test_our_own_documents(truth, path):
    record = understand(read_document(path), path=str(path), source="s", record_id="r")
    wrong = [f"{name}: {note}" for name, share, note in compare(truth, record) if share < 1]
    assert not wrong


def seed(start):
    path = next(SEEDS.glob(f"{start}*"))
    return understand(read_document(path), path=str(path), source="s", record_id="r")


@pytest.mark.shared
@needs_shared
def test_the_first_seed_is_a_project():
    record = seed("000")
    assert record.kind == "project"
    assert record.title == (
        "Soutien à la participation de la Chine au débat mondial sur la migration"
    )
    assert (record.year, record.status, record.coverage) == (2024, "completed", "national")
    assert (record.budget, record.currency) == (100000.0, "USD")
    assert (record.prima_id, record.project_id) == ("CN10P0002", "PO.0105")
    assert (record.region, record.countries) == (("asia-oceania",), ("CN",))
    assert record.sources["region"] == record.sources["countries"] == "card"
    assert record.language == "fr"
    assert record.inferred == ()
    assert record.date is None


@pytest.mark.shared
@needs_shared
def test_the_second_seed_is_a_press_release():
    record = seed("003")
    assert record.kind == "press-release"
    assert record.title == (
        "L'OIM encourage les liens pour la gestion de la migration entre l'Europe et la Chine"
    )
    assert record.year is None
    assert record.date is None
    assert record.body.startswith("Le bureau de liaison")
    assert record.body.count("main-d'œuvre") == 2
    assert "mis en œuvre" in record.body
    assert "kgormanbest@iom.int" in record.body
    assert "mailto" not in record.body
    assert "target" not in record.body
    assert "Structure" not in record.body
    assert "AGENDA" not in record.body
    assert any("Structure organisationnelle" in block for block in record.furniture)
    assert "CN" in record.countries
    assert "asia-oceania" in record.region
    assert {"countries", "region"} <= set(record.inferred)
    assert "\n\nDes fonctionnaires de six ministères" in record.body


@pytest.mark.shared
@needs_shared
def test_the_third_seed_is_news():
    record = seed("004")
    assert record.kind == "news"
    assert (record.year, record.date) == (2024, "2024-09-12")
    assert record.title.startswith("Le Sous-forum de coopération sur la gestion de migration")
    assert record.title.endswith("s'est tenu à Suzhou, au Jiangsu")
    assert record.countries == ("CN",)
    assert record.region == ("asia-oceania",)
    assert {"countries", "region"} <= set(record.inferred)
    caption = "Sous-forum de coopération sur la gestion de migration de la Conférence 2024"
    assert sum(part.startswith(caption) for part in record.body.split("\n\n")) == 0
    assert record.furniture
    assert "2024-09-12" not in record.body
    assert record.body.count("\n\n") == 4


@pytest.mark.shared
@pytest.mark.skipif(not LOOKALIKE.is_dir(), reason="the shared documents are not here")
def test_the_look_alikes_reach_the_bars():
    tallies, _ = measure(COLLECTIONS["lookalike"])
    missed = [bar for bar in bars("lookalike", tallies) if not bar["ok"]]
    assert not missed


@settings(deadline=None)
@given(st.text())
def test_any_text_becomes_a_record(text):
    record = record_of(text)
    assert record.title
    assert Record.from_json(record.to_json()) == record


LINES = st.lists(
    st.sampled_from(
        (
            "-", "", "• Statut", "Actif", "Budget : 5", "- Agir", "Agir", "Agir", "2024", "Chine",
            "Communiqué", "Global", "Le lac a ouvert son marché ce matin, dit-on.", "    x",
            "Niamey, le 14 mars 2016 – Le lac", "Photo : OIM", "A lire aussi", "PO.0105", "50,000",
            "Pour plus d'informations, veuillez contacter:", "\xa0", "Africa", "National",
        )
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_no_word_is_lost_whatever_the_order_of_lines(lines):
    record = record_of("\n".join(lines))
    told = " ".join(
        (
            record.title,
            record.body,
            *record.furniture,
            *(f"{entry.label} {entry.value}" for entry in record.card),
        )
    )
    for word in ("lac", "marché", "PO.0105", "50,000"):
        assert word in told or word not in " ".join(lines)


def test_a_document_without_a_headline():
    text = "Niamey, le 14 mars 2016 – Le lac a ouvert son marché ce matin, dit la mairie du bourg."
    record = record_of(text)
    assert record.title.startswith("Niamey")
    assert record.body == text
    assert record.date == "2016-03-14"


def test_an_empty_document_is_named_after_its_file():
    assert record_of("").title == "lac"


def test_a_card_states_its_title():
    record = record_of(
        "Titre : Le marché du lac\nStatut : Actif\nBudget : 5 EUR\n\nLe texte est là."
    )
    assert record.title == "Le marché du lac"
    assert record.kind == "project"
    assert record.body == "Le texte est là."


def test_stated_values_are_told_from_inferred_ones():
    text = (
        "Un marché au Mali\n\n• Statut\n  Actif\n• Projet ID\n  PO.0001\n\nLe Mali ouvre un marché."
    )
    record = record_of(text)
    assert record.countries == ("ML",)
    assert record.region == ("africa",)
    assert record.inferred == ("countries", "region")
    assert record.evidence["countries"] == "“Mali”"
    assert record.sources["status"] == "card"


def test_a_mentioned_year_is_not_the_date():
    record = record_of(
        "Le marché du lac\n\nDepuis 2007, le marché est ouvert. En 2012, il a fermé."
    )
    assert record.year is None
    assert record.date is None


@pytest.mark.parametrize(
    "text",
    [
        "mot " * 1_250_000,
        "\n".join(f"ligne numéro {number}" for number in range(200_000)),
        "Statut : Actif\n" * 200_000,
    ],
    ids=["one line", "lines", "labels"],
)
def test_enormous_texts_take_seconds(text):
    began = time.process_time()
    record_of(text)
    assert time.process_time() - began < 25

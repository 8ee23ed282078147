"""The sample archive: every document imports as it is meant, and together they fill every facet."""

from collections import Counter
from pathlib import Path

import pytest

import resources
from index import values
from index.archive import Archive
from index.search.query import Query

SAMPLE = Path(resources.__file__).parent / "sample"
#: Lines of the menus and the self-descriptions of the sample's pages, and debris of their HTML.
MENU = (
    "Qui sommes-nous", "Notre travail", "Ce que nous faisons", "Où travaillons-nous",
    "Espace presse", "Lignes directrices", "depuis 1974",
    "Who we are", "WHO WE ARE", "Our Work", "Where We Work", "Get Involved", "Newsroom",
    "Eligibility criteria", "since 1974",
    "Quiénes somos", "Nuestro trabajo", "Qué hacemos", "Dónde trabajamos", "Sala de prensa",
    "Directrices", "desde 1974",
    "mailto:", "target=", "Accueil >", "Inicio >", "A lire aussi", "Lea también",
    "Photo :", "Photo:", "Foto:", "Photo ©",
)  # fmt: skip
#: What is known of some of the awkward ones: start of the path -> fields.
MEANT = {
    "projects/madagascar-mobilite": {
        "year": 2015, "budget": 200000.0, "currency": "USD", "project_id": "PO.0214",
        "prima_id": "MG10P0021", "countries": ("MG",), "region": ("africa",), "inferred": (),
    },
    "projects/ocean-indien": {
        "date": "2022-09-01", "budget": 1250000.5, "currency": "EUR", "coverage": "regional",
        "countries": ("MG", "KM", "MU", "SC"),
    },
    "projects/georgie": {  # Mac OS Roman
        "title": "Retour et réinsertion économique en Géorgie", "budget": 75000.0,
        "currency": "CHF", "status": "suspended",
    },
    "projects/republica": {  # Windows-1252
        "budget": 120000.0, "currency": "EUR", "countries": ("DO", "HT"), "year": 2011,
    },
    "projects/canada": {"date": "2016-02-01", "currency": "CAD", "countries": ("CA", "MX")},
    "projects/tchad": {"year": None, "budget": 75000.0, "project_id": "CT.0172"},
    "projects/niger": {"year": 2013, "end": "2024", "inferred": ("region",)},
    "projects/global": {"region": ("global",), "countries": (), "coverage": "global"},
    "releases/2013-moldova": {"date": "2013-02-19", "countries": ("MD",)},  # UTF-16
    "releases/tchad": {"year": None, "countries": ("TD",), "inferred": ("countries", "region")},
    "news/2014-madrid": {"date": "2014-12-22", "countries": ("ES",)},
    "news/2021-geneve": {"date": "2021-03-30", "countries": ()},
}  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    made = Archive.create(tmp_path_factory.mktemp("sample") / "archive", "Sample")
    report = made.update([SAMPLE])
    assert report.failed == ()
    assert report.added == len(list(SAMPLE.rglob("*.txt")))
    yield made
    made.close()


@pytest.fixture(scope="module")
def records(archive):
    results = archive.search(Query())
    return [archive.record(hit.id) for hit in archive.hits(results, 0, results.total)]


def found(archive, text):
    results = archive.search(Query.parse(text))
    return [Path(hit.path).stem for hit in archive.hits(results, 0, results.total)]


def test_every_document_is_a_record_of_its_folder(records):
    assert len(records) == 44
    kinds = {"projects": "project", "releases": "press-release", "news": "news"}
    assert all(record.kind == kinds[Path(record.path).parent.name] for record in records)
    assert Counter(record.kind for record in records) == {
        "project": 20, "press-release": 14, "news": 10,
    }  # fmt: skip


def test_facets_are_filled(records):
    assert Counter(record.language for record in records) == {"fr": 18, "en": 15, "es": 11}
    assert {record.year for record in records} == {None, *range(2009, 2026)}
    regions = {region for record in records for region in record.region}
    assert regions == set(values.codes("region"))
    statuses = {record.status for record in records}
    assert statuses == {None, *values.codes("status")}
    coverages = {record.coverage for record in records}
    assert coverages == {None, *values.codes("coverage")}
    assert {record.currency for record in records} >= {"USD", "EUR", "CHF", "CAD"}


def test_values_are_stated_or_inferred(records):
    projects = [record for record in records if record.kind == "project"]
    assert sum(not record.inferred for record in projects) > len(projects) / 2
    releases = [record for record in records if record.kind == "press-release"]
    assert all("region" in record.inferred for record in releases if record.region)
    unknown = {entry.label for record in projects for entry in record.card if entry.field is None}
    assert unknown >= {"Donor", "Bailleur", "Socio", "Correspondante"}


def test_texts_hold_no_page_furniture(records):
    for record in records:
        text = f"{record.title}\n{record.body}"
        assert [line for line in MENU if line in text] == [], record.path
        assert len(record.body.split()) > 120, record.path
        assert record.body.count(record.title) == 0, record.path
    removed = "\n".join(block for record in records for block in record.furniture)
    assert all(line in removed for line in ("Où travaillons-nous", "Newsroom", "Sala de prensa"))


def test_lost_letters_are_repaired(records):
    text = next(
        record.body for record in records if "PO.0214" in record.body and "œ" in record.body
    )
    assert "mis en œuvre" in text
    assert "main-d'œuvre" in text
    assert "au cœur du projet" in text


@pytest.mark.parametrize("start", MEANT)
def test_awkward_documents(records, start):
    record = next(
        record
        for record in records
        if Path(record.path).relative_to(SAMPLE).as_posix().startswith(start)
    )
    assert {name: getattr(record, name) for name in MEANT[start]} == MEANT[start]


def test_stories_can_be_followed(archive):
    story = found(archive, "PO.0214")
    assert story[0] == "madagascar-mobilite-main-d-oeuvre"
    assert {
        "madagascar-labour-mobility-evaluation",
        "2016-madagascar-accord-agences",
        "2017-madagascar-first-workers-leave",
    } <= set(story)
    assert len(found(archive, "Madagascar")) >= 6
    assert set(found(archive, "Agadez")) == {
        "niger-centre-accueil-agadez",
        "2014-niger-une-maison-pour-attendre",
    }
    assert found(archive, "V57-805")[0] == "colombia-emprendedoras-frontera"

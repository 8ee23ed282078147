"""A small archive of three languages, searched by the modules of this room."""

from contextlib import contextmanager

import pytest

from index.engine.choice import ENGINE
from index.record import CardField, Record
from index.schema import fonds_schema, to_document

LIBRARY = (
    Record(
        id="retour",
        title="Retour volontaire des migrants au Niger",
        body="Le retour volontaire est préparé à Agadez. L’aérodrome accueille les migrants. "
        "La réintégration des migrants de retour suit.",
        kind="project",
        year=2016,
        date="2016-03-14",
        status="completed",
        region=("africa",),
        countries=("NE",),
        budget=120_000.0,
        currency="USD",
        project_id="PO.0105",
        language="fr",
        card=(CardField("Bailleur", "AFD"),),
        path="/fonds/afrique/retour.txt",
        source="s1",
    ),
    Record(
        id="labour",
        title="Labour migration in Asia",
        body="Recruitment of migrant workers. The border is far. Fair recruitment pays.",
        kind="report",
        year=2018,
        status="active",
        region=("asia-oceania",),
        countries=("CN", "VN"),
        budget=900_000.0,
        currency="EUR",
        language="en",
        path="/fonds/asie/labour.txt",
        source="s2",
    ),
    Record(
        id="frontera",
        title="Gestión de fronteras",
        body="La frontera y los migrantes. Los controles en la frontera de Colombia.",
        kind="news",
        date="2017-11-21",
        region=("latin-america-caribbean",),
        countries=("CO",),
        language="es",
        path="/fonds/americas/frontera.txt",
        source="s1",
    ),
    Record(
        id="traite",
        title="Lutte contre la traite",
        body="La traite des personnes au Niger et au Tchad. Un budget est prévu. "
        "Les frontières sont longues, les migrants peu protégés.",
        kind="project",
        year=2019,
        status="active",
        region=("africa",),
        countries=("NE", "TD"),
        language="fr",
        path="/fonds/afrique/traite.txt",
        source="s1",
    ),
)


@contextmanager
def library(engine, folder):
    """Give a searcher of the library in an index of an engine."""
    index = engine.create(folder, fonds_schema())
    writer = index.writer()
    for record in LIBRARY:
        writer.add(to_document(record, added=20240101.0))
    writer.commit()
    writer.close()
    opened = index.searcher()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def searcher(tmp_path_factory):
    with library(ENGINE, tmp_path_factory.mktemp("library")) as opened:
        yield opened


@pytest.fixture(scope="session")
def ids(searcher):
    """Return the ids of a ranking, best first."""
    return lambda ranking: [searcher.stored(int(doc))["id"] for doc in ranking.docs]

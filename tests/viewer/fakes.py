"""A small archive in memory with the façade's methods, for tests of the window's parts."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import ArchiveBusyError, CancelledError, RecordMissingError
from index.linking import Related
from index.progress import Report, Source
from index.record import INFERRED, CardField, Record
from index.results import Completion, FacetValue, Hit, Results
from index.search.query import FACETS, Filter, Query
from index.values import label

TOPICS = ("migration", "main-d'œuvre", "retour volontaire", "traite des personnes", "frontières")
PLACES = (
    ("CN", "asia-oceania", "Chine"),
    ("NE", "africa", "Niger"),
    ("CO", "latin-america-caribbean", "Colombie"),
    ("BD", "asia-oceania", "Bangladesh"),
    ("BA", "europe-central-asia", "Bosnie-Herzégovine"),
)
STATUSES = ("completed", "active", "planned", None)


def make_record(number: int) -> Record:
    """Return the record of a number; every field of it follows from the number."""
    topic = TOPICS[number % len(TOPICS)]
    code, region, place = PLACES[number % len(PLACES)]
    year = None if number % 11 == 10 else 2005 + number % 20
    status = STATUSES[number % len(STATUSES)]
    project = f"PO.{number:04d}"
    title = f"Soutien à la participation de la {place} au débat mondial sur la {topic}, nº {number}"
    body = "\n\n".join(
        f"Le bureau de liaison décrit la {topic} dans son volet {part} : une vaste expérience "
        f"des questions de {topic} et de gestion, menée avec les partenaires de la région."
        for part in range(1, 6)
    )
    return Record(
        id=f"r{number}",
        title=title,
        body=body,
        kind="project" if number % 3 else "press-release",
        language="fr",
        year=year,
        status=status,
        region=(region,),
        countries=(code,),
        coverage="national",
        budget=100000.0 + number,
        currency="USD",
        project_id=project if number % 4 else None,
        card=(CardField("Statut du projet", "Achevé", "status"),),
        furniture=("Accueil", "Qui nous sommes\nNotre travail"),
        sources={"region": INFERRED},
        evidence={"region": place},
        path=f"/nowhere/{number}.txt",
        source="s1",
    )


@dataclass
class FakeArchive:
    """Answers by looking through all records; ``delay`` makes every search slow."""

    records: list[Record] = field(default_factory=lambda: [make_record(n) for n in range(200)])
    name: str = "fake"
    folder: Path = Path("/nowhere/fake")
    delay: float = 0.0
    closed: bool = False
    searched: list[Query] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    suggestion: str | None = None
    few: int = 0
    grown: bool = False
    watched: bool = False
    busy: bool = False
    links: dict[str, tuple[Related, ...]] = field(default_factory=dict)

    @property
    def record_count(self) -> int:
        return len(self.records)

    def sources(self) -> tuple[Source, ...]:
        return (Source("s1", Path("/nowhere"), self.watched),) if self.records else ()

    def source_count(self, id: str) -> int:
        return len(self.records)

    def remove_source(self, id: str) -> Report:
        if self.busy:
            raise ArchiveBusyError
        self.records = []
        return Report()

    def watch_source(self, id: str, watched: bool = True) -> None:
        self.watched = watched

    def search(
        self,
        query: Query,
        *,
        cancelled: Callable[[], bool] | None = None,
        language: str = "en",
    ) -> Results:
        self.threads.add(threading.current_thread().name)
        self.searched.append(query)
        until = time.monotonic() + self.delay
        while time.monotonic() < until:
            if cancelled is not None and cancelled():
                raise CancelledError
            time.sleep(0.002)
        found = [record for record in self.records if _matches(record, query)]
        if query.sort in ("date", "-date"):
            found.sort(key=lambda r: r.year or 0, reverse=query.sort == "-date")
        facets = {facet: self._counted(query, facet) for facet in FACETS}
        rare = self.suggestion if len(found) <= self.few else None
        return Results(query, len(found), 0.004, facets, found, rare)

    def like(self, keys: Sequence[str], query: Query, *, language: str = "en") -> Results:
        first = self.record(keys[0])
        found = [r for r in self.records if r.countries == first.countries and _matches(r, query)]
        facets = {facet: self._counted(query, facet) for facet in FACETS}
        return Results(query, len(found), 0.004, facets, found, None, "Like these words.")

    def hits(self, results: Results, start: int, stop: int) -> tuple[Hit, ...]:
        return tuple(self._hit(record, results.query) for record in results.handle[start:stop])

    def record(self, key: str) -> Record:
        for record in self.records:
            if key in (record.id, record.project_id, record.path):
                return record
        raise RecordMissingError(f"there is no record “{key}”")

    def related(self, id: str) -> tuple[Related, ...]:
        return self.links.get(id, ())

    def explain(self, hit: Hit, query: Query, place: int, total: int, language: str) -> list[str]:
        return [f"“{query.words}” stands in the title.", f"It is number {place} of {total}."]

    def spans(self, query: Query, text: str) -> tuple[tuple[int, int], ...]:
        found = []
        folded = text.lower()
        for word in query.words.lower().split():
            at = folded.find(word)
            while at >= 0:
                found.append((at, at + len(word)))
                at = folded.find(word, at + len(word))
        return tuple(sorted(found))

    def complete(self, text: str, language: str = "en") -> tuple[Completion, ...]:
        typed = text.split(" ")[-1].lower()
        before = text[: len(text) - len(typed)]
        offers = [Completion("term", topic, f"{before}{topic} ", 40) for topic in TOPICS]
        offers.append(Completion("country", "Mozambique", f"{before}country:MZ "))
        return tuple(offer for offer in offers if typed and offer.shown.lower().startswith(typed))

    def refresh(self) -> bool:
        return self.grown

    def check(self) -> list[str]:
        return []

    def close(self) -> None:
        self.closed = True

    def _counted(self, query: Query, facet: str) -> tuple[FacetValue, ...]:
        without = query.without_facet(facet)
        counts: Counter[str | None] = Counter()
        for record in self.records:
            if _matches(record, without):
                counts.update(_values(record, facet))
        return tuple(
            FacetValue(value, "Not stated" if value is None else label(facet, value), count)
            for value, count in counts.most_common()
        )

    def _hit(self, record: Record, query: Query) -> Hit:
        snippet = record.body[:220]
        return Hit(
            id=record.id,
            title=record.title,
            kind=record.kind,
            year=record.year,
            date=record.date,
            status=record.status,
            status_label=label("status", record.status) if record.status else None,
            region=record.region,
            region_labels=tuple(label("region", code) for code in record.region),
            countries=record.countries,
            language=record.language,
            identifier=record.project_id,
            score=1.0,
            snippet=snippet,
            spans=self.spans(query, snippet),
            title_spans=self.spans(query, record.title),
            path=record.path,
            inferred=record.inferred,
        )


def _values(record: Record, facet: str) -> tuple[str | None, ...]:
    plain = {
        "year": (str(record.year),) if record.year else (),
        "status": (record.status,) if record.status else (),
        "region": record.region,
        "country": record.countries,
        "kind": (record.kind,),
        "type": (record.type,) if record.type else (),
        "coverage": (record.coverage,) if record.coverage else (),
        "language": (record.language,) if record.language else (),
    }
    return plain.get(facet) or (None,)


def _matches(record: Record, query: Query) -> bool:
    text = f"{record.title} {record.body} {record.project_id}".lower()
    if not all(word in text for word in query.words.lower().split()):
        return False
    for facet in FACETS:
        asked = [item for item in query.filters if item.facet == facet]
        wanted = [item for item in asked if not item.exclude]
        if wanted and not any(_has(record, item) for item in wanted):
            return False
        if any(_has(record, item) for item in asked if item.exclude):
            return False
    return True


def _has(record: Record, item: Filter) -> bool:
    if item.facet == "year" and item.value and ".." in item.value:
        first, _, last = item.value.partition("..")
        return record.year is not None and int(first or 0) <= record.year <= int(last or 9999)
    return item.value in _values(record, item.facet)

"""Every construct of the language finds what the help says."""

from pathlib import Path

import pytest

from index.search.examples import EXAMPLES
from index.search.query import Query
from index.search.searching import Search, hits

R, L, F, T = "retour", "labour", "frontera", "traite"
LABELS = {"source": {"s1": "projets", "s2": "rapports"}}
FINDS = {
    "retour volontaire": {R},
    "Comment préparer le retour des migrants ?": {R, L, F, T},
    "retour OR traite": {R, T},
    "migrants NOT retour": {L, F, T},
    "migrants -retour": {L, F, T},
    "(retour OR traite) Niger": {R, T},
    '"traite des personnes"': {T},
    '"retour Agadez"~5': {R},
    "réint*": {R},
    "front?ra": {F},
    "reintegratoin~": {R},
    "=migrant": {L},
    "~frontière": {L, F, T},
    "titre:retour": {R},
    'titre:"retour volontaire"': {R},
    "titre:(retour OR traite)": {R, T},
    "id:PO.0105": {R},
    "PO 0105": {R},
    "path:afrique": {R, T},
    "source:projets": {R, F, T},
    "bailleur:AFD": {R},
    "année:2018": {L},
    "year:2016..2018": {R, L},
    "year:>=2018": {L, T},
    "year:>=2016 year:<2018": {R},
    "year:2010s": {R, L, T},
    "date:2017-01..2017-12": {F},
    "budget:>200k": {L},
    "budget:100k..1m": {R, L},
    "budget:>50kUSD": {R},
    "devise:dollars": {R},
    "statut:achevé/actif": {R, L, T},
    'pays:("Viet Nam" OR Niger)': {R, L, T},
    'région:"Asie et Océanie"': {L},
    "pays:Chine": {L},
    "pays:nigérien": {R, T},
    "lang:es": {F},
    "kind:news": {F},
    "traite OR pays:Chine": {T, L},
    "(retour pays:Niger) OR (frontera lang:es)": {R, F},
    "retour pays:Niger OR frontera lang:es": {R, F},
    "-région:Afrique": {L, F},
    "NOT (kind:project pays:Niger)": {L, F},
    "no:year": {F},
    "has:budget": {R, L},
    "inferred:no": {R, L, F, T},
    "added:2024": {R, L, F, T},
    "tag:urgent": set(),
    "sort:-date": {R, L, F, T},
}


def test_every_example_is_tested():
    assert [example.text for example in EXAMPLES] == list(FINDS)
    assert all(all(example) for example in EXAMPLES)


@pytest.mark.parametrize("text", FINDS)
def test_examples(searcher, text):
    results = Search(searcher, LABELS).run(Query.parse(text))
    assert {row.id for row in hits(results.handle, 0, 99)} == FINDS[text]


@pytest.mark.parametrize("text", FINDS)
def test_examples_round_trip(text):
    query = Query.parse(text)
    assert Query.parse(query.to_text()) == query


def test_the_readme_tells_every_example():
    readme = (Path(__file__).resolve().parents[3] / "README.md").read_text("utf-8")
    assert all(f"| `{example.text}` | {example.en} |" in readme for example in EXAMPLES)

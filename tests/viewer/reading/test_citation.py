from __future__ import annotations

from dataclasses import replace

import pytest

from index.record import INFERRED, Record
from tests.viewer.fakes import make_record
from viewer.reading.citation import citation

RECORD = replace(make_record(5), title="Soutien à la Chine. ", date="2010-03-04", prima_id="CN10P1")


def test_title_kind_date_identifiers_and_archive():
    assert citation(RECORD, "mission", "fr") == (
        "Soutien à la Chine. Projet. 2010-03-04. PO.0005, CN10P1. Fonds: mission."
    )


@pytest.mark.parametrize("name", ["date", "year"])
def test_nothing_inferred_is_cited(name):
    record = replace(RECORD, sources={name: INFERRED})
    assert "2010" not in citation(record, "mission")


def test_what_is_not_stated_is_left_out():
    bare = Record(id="x", title="Note", body="")
    assert citation(bare, "mission") == "Note. Document. Fonds: mission."


def test_a_year_will_do():
    assert ". 2010. " in citation(replace(RECORD, date=None), "mission")

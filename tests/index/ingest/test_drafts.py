import pickle
from dataclasses import replace

import pytest

from index.ingest.drafts import draft_of
from index.ingest.judging import Judged
from index.linking import sketch_of
from index.record import Record
from index.schema import pack_text, to_document

RECORD = Record(
    id="a", title="Le titre", body="Un texte assez long pour une esquisse. " * 3, path="/a.txt",
    source="s", project_id="PO.0105", value_labels={"status": {"gele": "Gelé"}},
)  # fmt: skip


def test_a_draft_is_what_the_engine_and_the_prints_need():
    draft = draft_of(RECORD, Judged(b"rows", b"places"))
    document, kept = draft.dated(20240101.25)
    assert document == to_document(RECORD, 20240101.25)
    assert (kept.id, kept.path, kept.source, kept.added) == ("a", "/a.txt", "s", 20240101.25)
    assert (kept.outline, kept.taken, draft.judged) == (b"rows", b"places", True)
    assert (kept.sketch, kept.idents) == (sketch_of(RECORD), ("po0105",))
    assert draft.value_labels == {"status": {"gele": "Gelé"}}


def test_a_row_of_a_table_is_not_judged():
    assert not draft_of(RECORD).judged


@pytest.mark.parametrize("body", [RECORD.body, "", "\n", "un\ud800\n\ndeux"])
def test_it_crosses_between_processes(body):
    draft = draft_of(replace(RECORD, body=body))
    crossing = pickle.dumps(draft)
    assert crossing.count(pack_text(body)) == 1 or not body.strip()
    again = pickle.loads(crossing)
    assert repr(again) == repr(draft)
    assert repr(again.dated(1.0)) == repr(draft.dated(1.0))  # NaN equals nothing

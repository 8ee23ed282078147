from datetime import date

from index.record import Record
from viewer.printing.records import PrintOptions, RecordPages, page_of, printed_on, sheet_name

RECORD = Record(id="r", title="Titre", body="Texte.", project_id="PO.1", path="/a/b.txt")


def test_a_sheet_is_filed_by_its_identifier_else_its_file():
    assert sheet_name(RECORD) == "PO.1"
    assert sheet_name(Record(id="x", title="", body="", path="/a/b.txt")) == "b.txt"
    assert sheet_name(Record(id="x", title="", body="")) == "x"


def test_the_words_of_the_foot(qapp):
    assert page_of(1, 5) == "page 2 of 5"
    assert printed_on(PrintOptions("es", printed_on=date(2026, 11, 21))).endswith(
        "21 de noviembre de 2026"
    )


def test_pages_are_counted_before_they_are_painted(sheet):
    assert RecordPages(RECORD, "a", PrintOptions(), sheet).count == 1
    long = Record(id="l", title="Long", body="\n\n".join(["mot " * 80] * 60))
    assert RecordPages(long, "a", PrintOptions(), sheet).count > 3

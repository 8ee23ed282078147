from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from index.linking import Related
from index.record import INFERRED, CardField, Record
from viewer.reading.document import append_body, append_furniture, build_document
from viewer.reading.options import ReadingColours, ReadingOptions

RECORD = Record(
    id="r",
    title="Le débat 😀 sur la migration",
    body="Premier alinéa.\n\nSecond alinéa,\nà la ligne.",
    status="completed",
    region=("africa",),
    card=(CardField("Statut", "Achevé", "status"), CardField("Bailleur", "UE")),
    sources={"region": INFERRED},
    evidence={"region": "Niamey"},
    furniture=("Accueil", "Qui sommes-nous"),
)


def text_of(document, start, end):
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def format_of(document, text):
    return document.find(text).charFormat()


def blocks(document):
    block, found = document.begin(), []
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def test_title_card_and_text_stand_in_this_order():
    document = build_document(RECORD, ReadingOptions())
    texts = [block.text() for block in blocks(document) if block.text()]
    assert texts == [
        "Le débat 😀 sur la migration",
        *("Status", "Completed", "Region", "Africa", "Kind", "Document", "Bailleur", "UE"),
        "Premier alinéa.",
        "Second alinéa,\u2028à la ligne.",
    ]
    assert blocks(document)[0].blockFormat().headingLevel() == 1


def test_parts_can_be_left_out_and_the_furniture_taken_in():
    options = ReadingOptions(with_card=False, with_text=False, with_furniture=True)
    text = build_document(RECORD, options).toPlainText()
    assert text.split("\n")[1:] == ["Removed from the page", "Accueil", "Qui sommes-nous"]
    assert "Accueil" not in build_document(RECORD, ReadingOptions()).toPlainText()


def test_marks_are_where_the_spans_are_in_utf16():
    document = build_document(
        RECORD,
        ReadingOptions(),
        title_spans=[(18, 27)],
        body_spans=[(8, 14), (24, 30)],
        spans_of=lambda text: [(0, 2)] if text == "UE" else [],
    )
    marked = [text_of(document, start, end) for start, end in document.marks]
    assert marked == ["migration", "UE", "alinéa", "alinéa"]
    colour = format_of(document, "migration").background().color().name().upper()
    assert colour == ReadingColours().mark


def test_a_span_over_two_paragraphs_marks_both():
    document = build_document(RECORD, ReadingOptions(), body_spans=[(8, 23)])
    marked = [text_of(document, start, end) for start, end in document.marks]
    assert marked == ["alinéa.", "Second"]


def test_spans_that_overlap_or_end_beyond_the_text_are_marked_once():
    document = build_document(RECORD, ReadingOptions(), title_spans=[(0, 8), (3, 8), (20, 999)])
    assert [text_of(document, *mark) for mark in document.marks] == ["Le débat", "gration"]


def test_inferred_values_are_set_apart_and_say_from_what():
    document = build_document(RECORD, ReadingOptions())
    inferred, stated = format_of(document, "Africa"), format_of(document, "Completed")
    assert inferred.fontItalic()
    assert inferred.underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine
    assert "Niamey" in inferred.toolTip()
    assert not stated.fontItalic()
    assert stated.toolTip() == "Statut: Achevé"


def test_markup_in_a_document_stays_text():
    hostile = Record(id="h", title="<b>x</b><img src='file:///etc/passwd'>", body="<h1>y</h1>&amp;")
    document = build_document(hostile, ReadingOptions(with_card=False))
    assert document.toPlainText() == f"{hostile.title}\n{hostile.body}"


def test_no_resource_is_ever_loaded():
    document = build_document(RECORD, ReadingOptions())
    kind = QTextDocument.ResourceType.ImageResource.value
    assert document.resource(kind, QUrl("file:///etc/hostname")) is None


def test_colours_come_from_the_options():
    dark = ReadingColours("#E6E6E6", "#A0A0A0", "#5F5220", "#444444")
    document = build_document(RECORD, ReadingOptions(colours=dark))
    assert format_of(document, "Premier").foreground().color().name().upper() == dark.text
    assert format_of(document, "Status").foreground().color().name().upper() == dark.secondary


def test_a_record_with_nothing_in_it_is_a_document_too():
    document = build_document(Record(id="", title="", body="", kind=""), ReadingOptions())
    assert document.card is None
    assert document.marks == ()


def test_a_long_body_can_be_set_in_parts():
    options = ReadingOptions(with_text=False)
    document = build_document(RECORD, options, title_spans=[(0, 2)])
    append_body(document, options, "Suite du texte.", [(9, 14)])
    append_furniture(document, options, ["Accueil"])
    assert [text_of(document, *mark) for mark in document.marks] == ["Le", "texte"]
    assert document.toPlainText().endswith("Suite du texte.\nRemoved from the page\nAccueil")


def test_links_to_other_records_stand_under_the_card(qapp):
    record = Record("r", "Titre", "Texte.", project_id="PO.1")
    related = (Related("a b", "Le même\ntexte", "duplicate"), Related("e", "Title", "translation"))
    document = build_document(record, ReadingOptions(), related=related)
    lines = document.toPlainText().split("\n")
    assert lines[-3:] == ["Same text: Le même texte", "In another language: Title", "Texte."]
    found = document.find("même")
    assert found.charFormat().anchorHref() == "record:a%20b"
    assert found.charFormat().foreground().color().name() == "#1f5f8b"


def test_of_many_links_the_rest_is_counted(qapp):
    related = [Related(str(n), f"T{n}", "duplicate") for n in range(9)]
    document = build_document(Record("r", "Titre", ""), ReadingOptions(), related=related)
    assert document.toPlainText().endswith("T5 and 3 more")

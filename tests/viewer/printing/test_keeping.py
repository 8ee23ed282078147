import pytest

from index.record import CardField, Record
from viewer.printing.keeping import keep_together
from viewer.reading.document import build_document
from viewer.reading.options import ReadingOptions


def laid_out(sheet, record):
    document = build_document(record, ReadingOptions(margin=0, with_furniture=True))
    document.setUseDesignMetrics(True)
    document.documentLayout().setPaintDevice(sheet.device)
    document.setPageSize(sheet.body.size())
    return document


def cut_rows(document):
    """Return the rows of the card that begin on one page and end on another."""
    height = document.pageSize().height()
    layout, cut = document.documentLayout(), []
    for row in range(document.card.rows()):
        block = document.card.cellAt(row, 1).firstCursorPosition().block()
        box = layout.blockBoundingRect(block)
        if block.text() and box.top() // height != (box.bottom() - 1) // height:
            cut.append(row)
    return cut


@pytest.mark.parametrize("words", [31, 37, 55])
def test_no_row_of_a_card_is_cut_by_the_end_of_a_page(sheet, words):
    card = tuple(CardField(f"Libellé {n}", "valeur " * (n % words + 1)) for n in range(120))
    document = laid_out(sheet, Record(id="r", title="T", body="Texte.", card=card))
    assert cut_rows(document)
    keep_together(document)
    assert cut_rows(document) == []
    assert document.pageCount() > 2


def test_nothing_is_lost_by_keeping_together(sheet):
    card = tuple(CardField(f"Libellé {n}", f"valeur {n} " * 20) for n in range(60))
    document = laid_out(sheet, Record(id="r", title="T", body="Dernier alinéa.", card=card))
    keep_together(document)
    last = document.documentLayout().blockBoundingRect(document.lastBlock())
    assert document.lastBlock().text() == "Dernier alinéa."
    assert document.pageCount() == int(last.bottom() // document.pageSize().height()) + 1


def test_a_row_longer_than_a_page_is_let_run(sheet):
    card = (CardField("Court", "x"), CardField("Long", "mot " * 6000), CardField("Court", "y"))
    document = laid_out(sheet, Record(id="r", title="T", body="", card=card))
    keep_together(document)
    assert document.pageCount() > 1


def test_no_paragraph_begins_with_one_line_at_the_foot(sheet):
    body = "\n\n".join("mot " * (20 + n % 60) for n in range(120))
    document = laid_out(sheet, Record(id="r", title="T", body=body))
    keep_together(document)
    height, layout = document.pageSize().height(), document.documentLayout()
    block = document.begin()
    while block.isValid():
        box = layout.blockBoundingRect(block)
        lines = block.layout()
        if lines.lineCount() > 2 and box.top() % height > 1:
            second = box.top() + lines.lineAt(1).y()
            assert second // height == box.top() // height, block.text()[:20]
        block = block.next()

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

from index.record import INFERRED, CardField, Record
from index.search.query import Query
from viewer.printing import (
    PrintOptions,
    export_list_pdf,
    export_pdf,
    preview,
    print_list,
    print_records,
)
from viewer.printing.heading import heading_of

OPTIONS = PrintOptions(printed_on=date(2026, 11, 21))
ONE = Record(
    id="one",
    title="Retour volontaire au Niger",
    body="Le projet accompagne le retour.",
    status="completed",
    year=2016,
    budget=100000.0,
    currency="USD",
    region=("africa",),
    project_id="PO.0105",
    prima_id="NE10P0002",
    sources={"region": INFERRED},
    card=(CardField("Statut", "Achevé", "status"),),
    path="/archive/projets/po0105.txt",
)
MANY = replace(ONE, id="many", title="Un long rapport", body="\n\n".join(["mot " * 90] * 40))
BARE = Record(id="bare", title="Sans carte", body="Un alinéa.", path="/a/b/bare.txt")


def test_a_sheet_has_running_head_card_text_and_foot(tmp_path, read_pdf):
    assert export_pdf([ONE], "mission-niamey", tmp_path / "one.pdf", OPTIONS) == 1
    (page,) = read_pdf(tmp_path / "one.pdf").pages
    for words in (
        "mission-niamey",
        "PO.0105 · NE10P0002",
        "Retour volontaire au Niger",
        "Completed",
        "100,000",
        "Le projet accompagne le retour.",
        "/archive/projets/po0105.txt",
        "printed on 21 November 2026",
        "page 1 of 1",
    ):
        assert words in page


def test_each_record_begins_a_page_and_counts_its_own(tmp_path, read_pdf):
    count = export_pdf([ONE, MANY, BARE], "a", tmp_path / "three.pdf", OPTIONS)
    pages = read_pdf(tmp_path / "three.pdf").pages
    assert len(pages) == count > 4
    whole = count - 2
    assert "page 1 of 1" in pages[0]
    assert f"page 1 of {whole}" in pages[1]
    assert f"page {whole} of {whole}" in pages[-2]
    assert "bare.txt" in pages[-1]
    assert "page 1 of 1" in pages[-1]


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_a4_and_letter(tmp_path, read_pdf, paper, size):
    export_pdf([ONE], "a", tmp_path / "p.pdf", OPTIONS, paper)
    assert tuple(map(round, read_pdf(tmp_path / "p.pdf").sizes[0])) == size


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nothing_runs_off_the_paper(tmp_path, read_pdf, paper):
    monster = Record(
        id="m",
        title="x" * 500,
        body="z" * 5000,
        project_id="PO." + "9" * 300,
        card=(CardField("L" * 200, "v" * 900), CardField("Note", "w " * 900)),
        path="/d" * 300,
    )
    export_pdf([monster], "archive" * 40, tmp_path / "m.pdf", OPTIONS, paper)
    pdf = read_pdf(tmp_path / "m.pdf")
    for (left, bottom, right, top), (width, height) in zip(pdf.edges, pdf.sizes, strict=True):
        assert left > 56
        assert right < width - 56
        assert bottom > 28
        assert top < height - 28


def test_the_pdf_names_title_author_and_program(tmp_path, read_pdf):
    export_pdf([ONE], "mission-niamey", tmp_path / "one.pdf", OPTIONS)
    metadata = read_pdf(tmp_path / "one.pdf").metadata
    assert metadata["Title"] == ONE.title
    assert metadata["Author"] == "mission-niamey"
    assert metadata["Creator"] == "Fonds"


def test_parts_can_be_left_out(tmp_path, read_pdf):
    only_card = replace(OPTIONS, with_text=False)
    export_pdf([ONE], "a", tmp_path / "card.pdf", only_card)
    (page,) = read_pdf(tmp_path / "card.pdf").pages
    assert "Completed" in page
    assert "accompagne" not in page


def test_values_are_named_in_the_language_of_the_sheet(tmp_path, read_pdf):
    export_pdf([ONE], "a", tmp_path / "fr.pdf", replace(OPTIONS, language="fr"))
    (page,) = read_pdf(tmp_path / "fr.pdf").pages
    assert "Achevé" in page
    assert "21 novembre 2026" in page


def test_right_to_left_text_is_kept(tmp_path, read_pdf):
    arabic = replace(BARE, title="تقرير عن الهجرة", body="نص عربي طويل. " * 60)
    assert export_pdf([arabic], "a", tmp_path / "ar.pdf", OPTIONS) == 1


def test_a_list_repeats_its_head_and_counts_its_rows(tmp_path, read_pdf):
    records = [replace(ONE, id=str(n), title=f"Projet numéro {n}") for n in range(1, 121)]
    heading = heading_of(Query.parse("retour year:2015..2018 region:africa"), 120)
    count = export_list_pdf(records, heading, "mission", tmp_path / "list.pdf", OPTIONS)
    pages = read_pdf(tmp_path / "list.pdf").pages
    assert len(pages) == count > 2
    assert all("Identifier" in page and "Budget" in page for page in pages)
    assert "Year: 2015 to 2018" in pages[0]
    assert "Region: Africa" in pages[0]
    assert "120 records" in pages[0]
    assert f"page 2 of {count}" in pages[1]
    told = " ".join(pages)
    assert all(f"Projet numéro {n}" in told for n in range(1, 121))


def test_a_list_says_that_its_last_records_have_only_some_of_the_words(tmp_path, read_pdf):
    told = "First what has all of these words (1), then what has some of them."
    heading = heading_of(Query("eau village pompe"), 2, "en", None, told)
    export_list_pdf([ONE, ONE], heading, "a", tmp_path / "some.pdf", OPTIONS)
    (page,) = read_pdf(tmp_path / "some.pdf").pages
    assert page.index("2 records") < page.index(told) < page.index("Identifier")


def test_rows_of_a_list_are_never_split(tmp_path, read_pdf):
    records = [
        replace(ONE, id=str(n), title=f"début{n} " + "mot " * 60 + f"fin{n}") for n in range(40)
    ]
    export_list_pdf(records, heading_of(Query(), 40), "a", tmp_path / "rows.pdf", OPTIONS)
    for page in read_pdf(tmp_path / "rows.pdf").pages:
        for n in range(40):
            assert (f"début{n} " in page) == (re.search(rf"fin{n}\b", page) is not None)


def test_an_empty_list_is_a_page_with_its_heading(tmp_path, read_pdf):
    assert export_list_pdf([], heading_of(Query("rien"), 0), "a", tmp_path / "e.pdf", OPTIONS) == 1
    assert "0 records" in read_pdf(tmp_path / "e.pdf").pages[0]


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(OSError, match="missing"):
        export_pdf([ONE], "a", tmp_path / "missing" / "one.pdf", OPTIONS)


def test_a_file_that_stood_there_is_replaced_whole(tmp_path, read_pdf):
    path = tmp_path / "one.pdf"
    path.write_text("old")
    export_pdf([ONE], "a", path, OPTIONS)
    assert len(read_pdf(path).pages) == 1


def pdf_printer(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_a_printer_gets_the_same_pages(qapp, tmp_path, read_pdf):
    path = tmp_path / "printer.pdf"
    count = print_records([ONE, MANY], "a", pdf_printer(path), OPTIONS)
    assert len(read_pdf(path).pages) == count
    assert count == export_pdf([ONE, MANY], "a", tmp_path / "file.pdf", OPTIONS)


def test_a_printer_prints_only_the_pages_asked_for(qapp, tmp_path, read_pdf):
    path = tmp_path / "range.pdf"
    printer = pdf_printer(path)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert print_records([MANY], "a", printer, OPTIONS) == 2
    pages = read_pdf(path).pages
    assert "page 2 of" in pages[0]
    assert "page 3 of" in pages[1]


def test_a_printer_prints_a_list(qapp, tmp_path, read_pdf):
    path = tmp_path / "list.pdf"
    assert print_list([ONE], heading_of(Query("x"), 1), "a", pdf_printer(path), OPTIONS) == 1
    assert "Retour volontaire" in read_pdf(path).pages[0]


def test_the_preview_paints_what_it_is_given(qapp, tmp_path, monkeypatch):
    painted = []
    monkeypatch.setattr(
        QPrintPreviewDialog,
        "exec",
        lambda dialog: dialog.paintRequested.emit(pdf_printer(tmp_path / "x.pdf")),
    )
    preview(painted.append)
    assert [printer.outputFileName() for printer in painted] == [str(tmp_path / "x.pdf")]


def picture(path):
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    bitmap = page.render(scale=1)
    pixels = bytes(bitmap.buffer)
    bitmap.close()
    page.close()
    document.close()
    return pixels


def test_a_dark_window_prints_black_on_white(qapp, tmp_path):
    export_pdf([ONE], "a", tmp_path / "light.pdf", OPTIONS)
    light = qapp.palette()
    dark = QPalette(QColor("#1e1e1e"))
    dark.setColor(QPalette.ColorRole.Text, QColor("white"))
    dark.setColor(QPalette.ColorRole.WindowText, QColor("white"))
    try:
        qapp.setPalette(dark)
        export_pdf([ONE], "a", tmp_path / "dark.pdf", OPTIONS)
    finally:
        qapp.setPalette(light)
    assert picture(tmp_path / "dark.pdf") == picture(tmp_path / "light.pdf")
    assert picture(tmp_path / "dark.pdf").count(255) > 0.9 * len(picture(tmp_path / "dark.pdf"))

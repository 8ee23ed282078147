import pypdfium2
import pytest


def pages(path):
    document = pypdfium2.PdfDocument(path)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return texts


@pytest.fixture(autouse=True)
def platform(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_records_are_printed_by_identifier(fonds, tmp_path):
    path = tmp_path / "sheets.pdf"
    ran = fonds("print", "PO.0101", "PO.0202", "-o", str(path))
    assert (ran.status, ran.out, ran.err) == (0, f"2 pages in {path}\n", "")
    first, second = pages(path)
    assert "mission" in first
    assert "PO.0101" in first
    assert "Rizières" in second


def test_all_records_of_a_query_are_printed(fonds, tmp_path):
    path = tmp_path / "sheets.pdf"
    fonds("print", "--query", "", "--kind", "project", "-o", str(path))
    assert len(pages(path)) == 2


def test_a_result_list_names_the_query_and_the_filters(fonds, tmp_path):
    path = tmp_path / "list.pdf"
    ran = fonds("print", "--query", "migration", "--year", "2018", "--list", "-o", str(path))
    assert ran.out == f"1 page in {path}\n"
    (page,) = pages(path)
    for words in ("migration", "Year: 2018", "1 record", "PO.0202", "250,000"):
        assert words in page


def test_a_result_list_says_so_when_no_record_has_all_the_words(fonds, tmp_path):
    path = tmp_path / "list.pdf"
    fonds("print", "--query", "migration puits delta", "--list", "-o", str(path))
    assert "No record has all of these words: those with some of them are shown." in pages(path)[0]


def test_picked_records_can_be_a_list(fonds, tmp_path):
    path = tmp_path / "list.pdf"
    fonds("print", "PO.0101", "PO.0202", "--list", "-o", str(path))
    assert "Selected records" in pages(path)[0]


def test_parts_paper_and_labels_can_be_chosen(fonds, tmp_path):
    path = tmp_path / "a.pdf"
    options = ["--no-text", "--removed", "--paper", "letter", "--labels", "fr"]
    assert fonds("print", "PO.0101", "-o", str(path), *options).status == 0
    (page,) = pages(path)
    assert "Achevé" in page
    assert "creusent" not in page
    fonds("print", "PO.0101", "--no-card", "-o", str(path))
    assert "Completed" not in pages(path)[0]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["PO.0101", "--query", "x"],
        ["PO.9999"],
        ["--query", "zzzz"],
        ["PO.0101", "--paper", "a0"],
    ],
)
def test_what_cannot_be_printed_is_one_line_and_status_2(fonds, tmp_path, words):
    ran = fonds("print", *words, "-o", str(tmp_path / "a.pdf"))
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert not (tmp_path / "a.pdf").exists()


def test_a_file_that_cannot_be_written_is_one_line_and_status_2(fonds, tmp_path):
    ran = fonds("print", "PO.0101", "-o", str(tmp_path / "missing" / "a.pdf"))
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "missing" in ran.err

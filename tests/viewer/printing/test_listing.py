from index.record import Record
from viewer.printing.listing import Heading, ListPages
from viewer.printing.records import PrintOptions


def pages(sheet, titles, heading=None):
    records = [Record(id=str(n), title=title, body="") for n, title in enumerate(titles)]
    heading = heading or Heading("eau", (), f"{len(records)} records")
    return ListPages(records, heading, "a", PrintOptions(), sheet)


def test_rows_fill_pages(sheet):
    assert pages(sheet, ["Projet"] * 10).count == 1
    assert pages(sheet, ["Projet"] * 100).count in (2, 3, 4)


def test_a_row_that_does_not_fit_goes_to_the_next_page(sheet):
    many = pages(sheet, ["mot " * 90] * 30)
    room = sheet.body.height()
    for rows in many._pages:
        assert sum(row.height for row in rows) <= room


def test_every_record_is_on_exactly_one_page(sheet):
    many = pages(sheet, [f"Projet {n}" for n in range(300)])
    numbers = [row.cells[0].text for rows in many._pages for row in rows]
    assert numbers == [str(n) for n in range(1, 301)]


def test_a_heading_of_many_filters_leaves_room_for_rows(sheet):
    heading = Heading("mot " * 200, tuple(f"Filter {n}" for n in range(8)), "1 record")
    assert pages(sheet, ["Projet"], heading).count == 1

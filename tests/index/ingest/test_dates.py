import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.dates import Found, find_dates, first_date, is_date, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Niamey, le 14 mars 2016 –", "2016-03-14"),
        ("1er août 2012", "2012-08-01"),
        ("lundi 22 décembre 2014", "2014-12-22"),
        ("le 30 juillet 2021", "2021-07-30"),
        ("2 May 2018", "2018-05-02"),
        ("July 4th, 2019", "2019-07-04"),
        ("March 4 2016", "2016-03-04"),
        ("21 de noviembre de 2017", "2017-11-21"),
        ("1º de enero del 2015", "2015-01-01"),
        ("5 setiembre 2011", "2011-09-05"),
        ("2024-09-12", "2024-09-12"),
        ("2024-09-12T10:00:00Z", "2024-09-12"),
        ("30.07.2021", "2021-07-30"),
        ("12/03/2019", "2019-03-12"),
        ("03/25/2019", "2019-03-25"),
        ("3 fév. 2011", "2011-02-03"),
        ("the 1st day of March 2015", "2015-03-01"),
        ("Wed Aug 05 12:00:00 2015", "2015-08-05"),
    ],
)
def test_full_dates(text, iso):
    assert [found.iso for found in find_dates(text)] == [iso]
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2024", "2024"), ("Abril de 2019", "2019-04"), ("mars 2016", "2016-03"),
     ("07/2015", "2015-07"), ("2015-07", "2015-07"), ("Q3 2018", "2018"),
     ("31/02/2015", None), ("26.10.21", "2021-10-26"), ("03/25/98", "1998-03-25"),
     ("bientôt", None)],
)  # fmt: skip
def test_dates_as_precise_as_stated(text, iso):
    assert parse_date(text) == iso


@pytest.mark.parametrize("text", ["(01/11)", "depuis 2007", "version 12.10 de 2012", "14 094 000"])
def test_what_is_no_full_date(text):
    assert not list(find_dates(text))


def test_month_first_only_where_asked():
    assert parse_date("03/04/2016") == "2016-04-03"
    assert parse_date("03/04/2016", language="en-US") == "2016-03-04"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-09-12", True),
        ("lundi 22 décembre 2014", True),
        ("le 3 mai 2011.", True),
        ("2019", True),
        ("mayo de 2019", True),
        ("Le 3 mai 2011, la ville", False),
        ("12", False),
    ],
)
def test_is_date(text, expected):
    assert is_date(text) is expected


@given(st.text())
def test_any_text(text):
    parse_date(text)
    is_date(text)


PARTS = (
    "14",
    "3",
    "2016",
    "12",
    " ",
    " ",
    ". ",
    "/",
    "-",
    "mars",
    "T",
    ":",
    "Z",
    "+",
    "septiembre",
    "of",
    "le",
    "May",
    "é",
)


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_what_stands_far_from_the_digits_is_not_read(text):
    found = [*find_dates(text)]
    behind = [*find_dates(f"{'mot ' * 10}{text}{' mot' * 10}")]
    assert behind == [Found(date.iso, date.start + 40, date.end + 40) for date in found]
    assert first_date(text) == (found[0] if found else None)

import pytest

from index.ingest.blocks import split_lines
from index.ingest.datelines import date_on_line, dateline, line_date, updated_date


def found(text):
    lines = split_lines(text)
    dated = dateline(lines, 0, len(lines))
    return dated.iso if dated else None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Niamey, le 14 mars 2016 – Le marché a ouvert.", "2016-03-14"),
        ("Cox's Bazar, 2 May 2018 – The market opened.", "2018-05-02"),
        ("Bogotá, 21 de noviembre de 2017 – El mercado abrió.", "2017-11-21"),
        ("Niamey, Niger (16 octobre 2024) – Le marché a ouvert.", "2024-10-16"),
        ("Bangui, République centrafricaine (1er juillet 2012) – Le marché.", "2012-07-01"),
        ("17 août 2012. - Le marché a ouvert.", "2012-08-17"),
        ("Pékin – 17 août 2012. - Le marché a ouvert.", "2012-08-17"),
        ("2018-05-02 – The market opened.", "2018-05-02"),
        ("GENÈVE (14/03/2016) — Le marché a ouvert.", "2016-03-14"),
        ("Lima, 3 de marzo de 2019 — Hoy caminamos.", "2019-03-03"),
        ("Geneva, Switzerland, May 2, 2018 - The market opened.", "2018-05-02"),
        (
            "Bangui, République centrafricaine (1er\njuillet 2012) – Le marché a ouvert.",
            "2012-07-01",
        ),
        ("Le marché a ouvert.\n\n17 août 2012. - La foule est venue.", "2012-08-17"),
    ],
)
def test_datelines(text, iso):
    assert found(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "Depuis le 14 mars 2016 – date de la fondation – le marché est ouvert.",
        "Le marché (01/11) a ouvert.",
        "Depuis 2007, le marché est ouvert.",
        "Le marché a ouvert le 14 mars 2016.",
        "Le marché ouvert entre le 13 octobre 2012 et le\n20 janvier 2013. Il fermera.",
        "Photo © OIM Niger 14 mars 2016.",
        "Niger – Le marché a ouvert.",
    ],
)
def test_dates_that_are_merely_mentioned(text):
    assert found(text) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("lundi 22 décembre 2014", "2014-12-22"),
        ("Publié le 29/10/2021", "2021-10-29"),
        ("Date : le 30 juillet 2021", "2021-07-30"),
        ("Posted: 2 May 2018", "2018-05-02"),
        ("Posted: 03/25/16", "2016-03-25"),
        ("Genève, le 3 mai 2010", "2010-05-03"),
        ("2024-09-12", "2024-09-12"),
        ("Mise à jour le 29 octobre 2021", None),
        ("Le marché a ouvert le 3 mai 2010", None),
        ("Niamey, Niger (16 octobre 2024) –", None),
        ("2012 et le 20 janvier 2013.", None),
        ("12 juin 2018 : la carte des puits du village est prête", None),
    ],
)
def test_lines_that_say_only_the_date(text, iso):
    assert line_date(text) == iso


def test_the_date_is_looked_for_at_both_ends():
    lines = split_lines("Le marché a ouvert.\n\n  •    \n    2024-09-12")
    assert date_on_line(lines, 0, len(lines)) == ("2024-09-12", 3)


def test_the_date_of_a_change():
    assert (
        updated_date(split_lines("a\nDernière mise à jour : 29 octobre 2021")).iso == "2021-10-29"
    )
    assert updated_date(split_lines("a")) is None


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ("d", 0),
        ("a a a a a d", 5),
        ("a a a a a a d a a a", 6),
        ("a a a a a a d a a a a", None),
        ("d a d", 0),
        ("a a a a a a d d", 7),
        ("", None),
    ],
)
def test_where_a_date_alone_is_looked_for(rows, place):
    lines = split_lines(rows.replace("d", "2024-09-12").replace(" ", "\n"))
    found = date_on_line(lines, 0, len(lines))
    assert (found and found.line) == place


def test_a_year_far_behind_is_no_dateline():
    assert found(f"Niamey {'x ' * 70} 14 mars 2016 – Le marché.") is None
    wrapped = "Bangui\n, République\ncentrafricaine\n(1er\njuillet\n2012)\n– Le marché a ouvert."
    assert found(wrapped) == "2012-07-01"

"""What a page says of itself: its one heading, the day that it states to machines, its text."""

import logging

import pytest
from lxml import html

from index.ingest.document import Limits
from index.ingest.readers import page_facts as module
from index.ingest.readers.content import Bounds
from index.ingest.readers.page_facts import page_facts
from tests.index.ingest.readers import makers

PROSE = "".join(f"<p>{paragraph}</p>" for paragraph in makers.PROSE)


def facts(body, head=""):
    source = f"<!DOCTYPE html><html lang='fr'><head>{head}</head><body>{body}</body></html>"
    return page_facts(source, html.document_fromstring(source), Bounds(Limits(seconds=60.0)))


def test_the_main_text_without_menu_and_footer():
    source = makers.html().decode()
    found = page_facts(source, html.document_fromstring(source), Bounds(Limits(seconds=60.0)))
    assert makers.PROSE[0] in found.text
    assert "Mentions légales" not in found.text
    assert (found.title, found.date) == (makers.TITLE, "2019-03-14")


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("<h1>Le  lac\n ouvre</h1>", "Le lac ouvre"),
        ("<h1></h1><h1>Le lac ouvre</h1>", "Le lac ouvre"),
        ("<h1>Le lac ouvre</h1><h1>Le lac ouvre</h1>", "Le lac ouvre"),
        ("<h1><a href='/'>Le <b>lac</b></a> ouvre</h1>", "Le lac ouvre"),
    ],
)
def test_the_one_heading_is_the_title(headings, title):
    assert facts(headings + PROSE, "<title>Site | Page</title>").title == title


def test_where_there_are_several_headings_the_page_says_its_title():
    found = facts(f"<h1>Un</h1><h1>Deux</h1>{PROSE}", "<title>Le  lac\nouvre</title>")
    assert found.title not in ("Un", "Deux", "")


def test_a_page_of_nothing():
    found = facts("")
    assert (found.text, found.title, found.date, found.properties) == ("", "", None, {})
    assert facts("", "<title> Un  titre </title>").title == "Un titre"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2019-03-14T08:00:00Z">',
        '<meta name="date" content="2019-03-14">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-03-14"}'
        "</script>",
    ],
)
def test_a_day_that_is_stated_for_machines_counts(head):
    assert facts(f"<h1>Titre</h1>{PROSE}", head).date == "2019-03-14"


def test_a_day_of_the_text_is_not_the_documents():
    body = f"<h1>Titre</h1><p>Le 14 mars 2019, ou 2019-03-14, ou 14/03/2019.</p>{PROSE}"
    assert facts(body).date is None


def test_what_else_a_page_says_of_itself():
    head = (
        '<meta name="author" content="Awa Traoré"><meta property="og:site_name" content="Le lac">'
        '<meta name="description" content="Un marché">'
    )
    found = facts(f"<h1>Titre</h1>{PROSE}", head).properties
    assert found["author"] == "Awa Traoré"
    assert found["sitename"] == "Le lac"
    assert found["description"] == "Un marché"
    assert all(found.values())


@pytest.mark.parametrize("limit", ["_MAX_SOURCE", "_MAX_ELEMENTS"])
def test_of_a_page_that_is_too_large_only_the_title_is_taken(monkeypatch, limit):
    monkeypatch.setattr(module, limit, 5)
    found = facts(f"<h1>Titre</h1>{PROSE}", '<meta name="date" content="2019-03-14">')
    assert (found.title, found.text, found.date) == ("Titre", "", None)


def test_the_library_says_nothing_on_a_terminal(capfd):
    facts("<h1>Titre</h1><div><p>x", "<meta name='date' content='no day at all'>")
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).warning("of a page")
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")

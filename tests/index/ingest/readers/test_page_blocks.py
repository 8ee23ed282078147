"""The blocks of a page, and those that stand in its margins."""

from __future__ import annotations

import pytest
from lxml import html

from index.ingest.document import Limits
from index.ingest.readers.content import Bounds
from index.ingest.readers.page_blocks import blocks_of


def blocks(page: str) -> list[tuple[str, bool]]:
    found = blocks_of(html.document_fromstring(page), Bounds(Limits()))
    return [(block.text, block.boring) for block in found]


def test_reading_order_and_inline_text() -> None:
    page = "<h1>Titre</h1><p>Le <b>projet</b> aide.<br>Bien.</p>Texte nu<div>Bloc</div>suite"
    assert [text for text, _ in blocks(page)] == [
        "Titre", "Le projet aide.\nBien.", "Texte nu", "Bloc", "suite",
    ]  # fmt: skip


def test_lines_of_the_source_are_no_lines_but_in_pre() -> None:
    assert blocks("<p>un\n  deux\xa0trois</p><pre>un\n deux</pre>") == [
        ("un deux trois", False),
        ("un\ndeux", False),
    ]


@pytest.mark.parametrize(
    "margin",
    [
        "<nav>x</nav>", "<footer>x</footer>", "<aside>x</aside>", "<form>x</form>",
        "<div role=navigation>x</div>", "<div class='cookie-banner'>x</div>",
        "<div id=breadcrumb>x</div>", "<div style='display: none'>x</div>", "<div hidden>x</div>",
        "<div class='col-3 sidebar'><p>x</p></div>", "<div aria-hidden=true>x</div>",
    ],
)  # fmt: skip
def test_margins(margin: str) -> None:
    assert blocks(f"<body><p>avant</p>{margin}<p>après</p></body>") == [
        ("avant", False),
        ("x", True),
        ("après", False),
    ]


def test_words_that_only_resemble_margins() -> None:
    page = "<div class='shareholders menuiserie'>texte</div><main class='menu'>autre</main>"
    assert all(not boring for _, boring in blocks(page))


def test_nested_lists_and_tables() -> None:
    page = (
        "<ul><li>un<ul><li>deux</li></ul></li></ul>"
        "<table><tr><td>a<td>b<tr><td>c<td><table><tr><td>d<td>e</table></table>"
    )
    texts = [text for text, _ in blocks(page)]
    assert texts[:2] == ["  • un", "  • deux"]
    assert "a" in texts[2]
    assert "b" in texts[2]
    assert any("d" in text and "e" in text for text in texts)

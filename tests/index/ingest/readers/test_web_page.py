"""Web pages: the document apart from the page around it, in any encoding, however broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.readers import read_parts
from index.ingest.readers.web_page import _without_floods, page_text, without_tags
from tests.index.ingest.readers import makers


def read(folder: Path, data: bytes, name: str = "a.html") -> Part:
    (part,) = read_parts(makers.write(folder, name, data))
    return part


def test_a_project_page_keeps_its_card_and_leaves_its_menu(tmp_path: Path) -> None:
    part = read(tmp_path, makers.html())
    assert part.text.startswith(f"{makers.TITLE}\n\n  • Statut du projet\n    Actif\n")
    assert part.text.endswith(makers.PROSE[1])
    assert part.furniture == ("  • Accueil", "  • Qui sommes-nous", "Mentions légales")
    assert (part.title, part.date, part.language) == (makers.TITLE, "2019-03-14", "fr")


def test_scripts_styles_and_hidden_parts_are_not_read(tmp_path: Path) -> None:
    hidden = (
        "<script>var a = 'secret';</script><style>p{}</style><noscript>secret</noscript>"
        "<iframe src='http://x.example/'>secret</iframe><template>secret</template>"
    )
    text = "".join(f"<p>{paragraph}</p>" for paragraph in makers.PROSE)
    part = read(tmp_path, makers.html(f"<h1>Titre</h1>{hidden}{text}<!-- secret -->"))
    assert "secret" not in part.text
    assert "secret" not in " ".join(part.furniture)
    assert part.text.endswith(makers.PROSE[1])


def test_cards_in_tables_and_lists(tmp_path: Path) -> None:
    rows = "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in makers.CARD)
    text = "".join(f"<p>{paragraph}</p>" for paragraph in makers.PROSE)
    part = read(tmp_path, makers.html(f"<h1>Titre du projet</h1><table>{rows}</table>{text}"))
    assert "  • Statut du projet\n    Actif\n  • Budget (EUR)\n    250 000\n" in part.text


def test_a_card_in_the_margin_of_the_text_is_kept(tmp_path: Path) -> None:
    card = "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in makers.CARD)
    text = "".join(f"<p>{paragraph}</p>" for paragraph in makers.PROSE * 3)
    part = read(
        tmp_path, makers.html(f"<h1>Titre</h1>{text}<div class='fiche'><dl>{card}</dl></div>")
    )
    assert "  • Pays\n    Niger" in part.text


def test_a_page_without_main_text_is_kept_whole(tmp_path: Path) -> None:
    part = read(tmp_path, b"<p>Bonjour<br>le monde</p><ul><li>un<li>deux</ul>")
    assert part.text == "Bonjour\nle monde\n\n  • un\n  • deux"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso8859_15", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    page = "<html><body><p>Été à l'œuvre près de l'île</p></body></html>"
    assert "Été à l'" in read(tmp_path, page.encode(encoding)).text


def test_what_a_page_declares() -> None:
    declared = (
        b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">\x93mot\x94'
    )
    assert page_text(declared).endswith("“mot”")
    assert page_text(b"<meta charset=x-none>\xe9t\xe9").endswith("été")
    assert page_text(b"<meta charset='macintosh'>\x8et\x8e").endswith("été")
    assert page_text("é".encode("cp1250"), "cp1250") == "é"


def test_xhtml_with_a_declaration(tmp_path: Path) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?><html><body><p>Bonjour le monde</p></body></html>'
    assert read(tmp_path, page.encode(), "a.xhtml").text == "Bonjour le monde"


@pytest.mark.parametrize("page", [b"<html></html>", b"<p> </p>", b"<!-- rien -->", b"<script>x"])
def test_pages_with_nothing_to_read(tmp_path: Path, page: bytes) -> None:
    with pytest.raises(ReadError, match=r"no text on the page|nothing to read|damaged"):
        read(tmp_path, page)


def test_nesting_without_end_is_read_without_its_tags(tmp_path: Path) -> None:
    data = b"<div>" * 50_000 + b"Bonjour le monde" + b"</div>" * 50_000
    assert read(tmp_path, data).text == "Bonjour le monde"


def test_entities_do_not_multiply(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    page = f'<!DOCTYPE html [<!ENTITY e0 "lol">{entities}]><html><body><p>&e9;</p></body></html>'
    assert len(read(tmp_path, page.encode()).text) < 2000


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>un</p><p>deux &amp; trois", " un  deux & trois"),
        ("<script>x</script>y", "  y"),
        ("<SCRIPT>sans fin", ""),
        ("a < b", "a "),
        ("", ""),
    ],
)
def test_without_tags(source: str, text: str) -> None:
    assert without_tags(source).rstrip() == text.rstrip()


def test_a_day_in_the_text_is_not_that_of_the_page(tmp_path: Path) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in makers.PROSE)
    related = "<div class='date'>12/03/2014</div><p>À lire aussi : le 12 mars 2014</p>"
    page = f"<html><body><h1>Titre de la page</h1>{text}{related}</body></html>"
    assert read(tmp_path, page.encode()).date is None
    stated = page.replace("<h1>", "<time datetime='2014-03-12T08:00'>hier</time><h1>")
    assert read(tmp_path, stated.encode()).date == "2014-03-12"


def test_a_flood_of_attributes_is_taken_away(tmp_path: Path) -> None:
    flood = " ".join(f"a{number}=1" for number in range(300_000))
    page = f"<body><p {flood}>Un texte.</p></body>"
    assert _without_floods(page) == "<body><p>Un texte.</p></body>"
    assert read(tmp_path, page.encode()).text == "Un texte."


def test_a_long_mark_of_one_attribute_stays(tmp_path: Path) -> None:
    path = "M 0 0 " * 40_000
    page = f'<svg><path d="{path}"/></svg><a title="{path}" href="x">Un lien.</a>'
    assert read(tmp_path, page.encode()).text == "Un lien."


def test_the_head_and_foot_of_a_saved_text_are_furniture(tmp_path: Path) -> None:
    page = (
        '<body><div title="header"><p>Bureau régional</p></div><p>Un texte sur les puits.</p>'
        '<div title="footer"><p>Page 1</p></div></body>'
    )
    part = read(tmp_path, page.encode())
    assert (part.text, part.furniture) == ("Un texte sur les puits.", ("Bureau régional", "Page 1"))

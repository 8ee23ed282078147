import pytest

from index.gazetteer import load_table
from index.ingest.pagewords import is_credit, is_crumb, is_rights, is_word, opens


@pytest.mark.parametrize("text", ["Accueil", "QUI SOMMES-NOUS ?", "Contact us", "Sala de prensa"])
def test_menu_words(text):
    assert is_word("menu", text)


def test_longer_lines_are_no_words():
    assert not is_word("menu", "Accueil des familles")
    assert opens("contact", "Pour plus d'informations, veuillez contacter Awa")
    assert not opens("contact", "Pour plus de pain")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Accueil > Les dossiers > Le lac", True),
        ("Home › News", True),
        ("Vous êtes ici : Accueil", True),
        ("« Accueil »", False),
        ("La valeur est > 5 et le reste suit sans fin. " * 9, False),
    ],
)
def test_crumbs(text, expected):
    assert is_crumb(text) is expected


def test_rights_and_credits():
    assert is_rights("© 2017 Le lac. Tous droits réservés")
    assert not is_rights("Les droits des pêcheurs")
    assert is_credit("© OIM 2019/Awa Traoré")
    assert not is_credit("La photo du lac a été vendue à la mairie pour la fête du village.")


@pytest.mark.parametrize("name", [*load_table("labels", "pages")])
def test_each_entry_is_known_however_it_is_written(name):
    for entry in load_table("labels", "pages")[name]:
        for text in (entry, entry.upper(), f"  « {entry} »", f"\u0301{entry.casefold()} :"):
            assert is_word(name, text)
            assert opens(name, text)
        assert opens(name, f"{entry} : ici")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tous droits réservés", True),
        ("ALL RIGHTS RESERVED", True),
        ("todos los derechos reservados", True),
        ("Le lac (C) 2017", True),
        ("COPYRIGHT LE LAC 2017", True),
        ("Tous les droits, et le lac", False),
        ("", False),
    ],
)
def test_rights(text, expected):
    assert is_rights(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crédits photo – Awa", True),
        ("Légende : le lac", True),
        ("\u017fource photo / Awa", True),
        ("(C) Awa", False),
        ("(c) : Awa", True),
        ("Le lac. Photo : Awa Traoré", True),
        ("Le lac [Foto © Awa", True),
        ("Photo de l'OIM", True),
        ("Le crédit – un prêt", False),
        ("Un \u0131mage cred\u0131t : Awa", False),
        ("Une imagerie. Cred\u0131t : Awa", True),
    ],
)
def test_credits(text, expected):
    assert is_credit(text) is expected

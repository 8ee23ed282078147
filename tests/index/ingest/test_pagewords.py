import pytest

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

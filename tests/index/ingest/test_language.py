import pytest

from index.ingest.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le projet forme des enquêtrices et visite chaque atelier de la vallée.", "fr"),
        ("The project helps the inspectors to build a register of the workers.", "en"),
        ("El proyecto equipa seis talleres y forma a los docentes de la sierra.", "es"),
        ("Organizacja pomaga ludziom wracać do domu i szukać pracy w mieście. " * 4, "pl"),
        ("Das Projekt hilft den Menschen, nach Hause zu gehen und Arbeit zu finden. " * 4, "de"),
        ("Организация помогает людям вернуться домой и найти работу. " * 4, "ru"),
    ],
)
def test_languages(text, language):
    assert detect_language(text) == language


def test_labels_of_the_card_decide_for_a_few_words():
    assert detect_language("Kerala", hints=("fr", "fr", "en")) == "fr"
    assert detect_language("Santé Niamey 2", hints=("es",)) == "es"


def test_a_clear_text_outweighs_the_labels():
    text = "The purpose is to improve the accountability of the ministry and of its offices."
    assert detect_language(text, hints=("fr",) * 9) == "en"


def test_no_words_no_language():
    assert detect_language("1 2 3 …") is None
    assert detect_language("") is None

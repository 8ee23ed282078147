import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.language import detect_language, sample_words


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


@pytest.mark.parametrize("text", ["Title", "hello", "Alpha", "Kerala", "Niger", "PEUL 3"])
def test_a_name_or_a_word_alone_tells_no_language(text):
    assert detect_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Bericht über die Lage der Flüchtlinge in Deutschland", "de"),
        ("Relatório anual das atividades da missão", "pt"),
        ("Relazione annuale sulle attività", "it"),
        ("Un puits pour chaque village", "fr"),
    ],
)
def test_a_title_tells_one_where_it_is_clear(text, language):
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


@pytest.mark.parametrize("spelling", [str.upper, str.lower, lambda text: text.replace(" ", " – ")])
def test_function_words_in_any_spelling(spelling):
    text = (
        "Où était l’œuvre à présent ? Elle n’a pas été vue, ni en été ni en hiver, dans la forêt."
    )
    assert detect_language(spelling(text)) == "fr"
    assert detect_language(f"{spelling(text)} 中") == "fr"


def test_of_two_hints_as_frequent_the_first_counts():
    assert detect_language("Kerala", hints=("en", "fr", "fr", "en")) == "en"


@given(st.text(), st.lists(st.sampled_from(["fr", "en", "es"]), max_size=4))
def test_the_words_of_a_sample(text, hints):
    runs = [run.encode("latin-1", "replace") for run in re.findall(r"[^\W\d_]+", text.lower())]
    assert [word.replace(b"\x01", b"?") for word in sample_words(text)] == runs
    assert detect_language(" ".join(hints), hints=hints) in (None, *hints)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import values
from index.gazetteer import regions

FACETS = ("status", "region", "coverage", "kind")


@pytest.mark.parametrize("facet", FACETS)
def test_every_label_leads_back_to_its_code(facet):
    for code in values.codes(facet):
        for language in ("en", "fr", "es"):
            assert values.code(facet, values.label(facet, code, language)) == code


@pytest.mark.parametrize(
    ("facet", "text", "code"),
    [
        ("status", "Exécution", "active"),
        ("status", "Implementation", "active"),
        ("status", "EN COURS", "active"),
        ("status", "En ejecución", "active"),
        ("status", "Achevé", "completed"),
        ("status", "Terminado", "completed"),
        ("status", "Post-completion", "completed"),
        ("status", "Suspendu", "suspended"),
        ("status", "canceled", "cancelled"),
        ("status", "Prévu", "planned"),
        ("region", "Asie et Océanie", "asia-oceania"),
        ("region", "ASIA AND OCEANIA", "asia-oceania"),
        ("region", "Afrique Sub-saharienne", "africa"),
        ("region", "América Latina y el Caribe", "latin-america-caribbean"),
        ("region", "Middle East", "middle-east"),
        ("coverage", "Regional", "regional"),
        ("coverage", "Nacional", "national"),
        ("country", "Viet-Nam", "VN"),
        ("country", "CÔTE D’IVOIRE", "CI"),
        ("country", "Antigua and Barbuda", "AG"),
        ("country", "fr", "FR"),
        ("language", "Français", "fr"),
        ("language", "inglés", "en"),
        ("kind", "Communiqué de presse", "press-release"),
    ],
)
def test_code_of_what_a_person_or_a_document_says(facet, text, code):
    assert values.code(facet, text) == code
    assert values.is_known(facet, text)


def test_unknown_values_become_codes_of_their_own():
    assert values.code("region", "Orient(s)") == "orient-s"
    assert values.code("region", "Trois Océans") != values.code("region", "Trois Océans PE")
    assert values.code("status", "  ") is None
    assert not values.is_known("region", "Orient(s)")
    assert values.label("region", "orient-s") == "orient-s"


def test_labels_in_three_languages():
    assert values.label("country", "CN", "fr") == "Chine"
    assert values.label("country", "ES", "es") == "España"
    assert values.label("language", "es", "en") == "Spanish"
    assert values.label("status", "active", "es") == "Activo"
    assert values.label("status", "active", "de") == "Active"


def test_every_country_that_people_live_in_has_a_region():
    uninhabited = {"AQ", "BV", "GS", "HM", "TF", "UM"}
    assert set(values.codes("country")) - set(regions()) == uninhabited
    assert set(regions().values()) <= set(values.codes("region"))


@given(st.sampled_from((*FACETS, "country", "language", "type")), st.text())
def test_code_takes_any_text(facet, text):
    code = values.code(facet, text)
    assert code is None or code

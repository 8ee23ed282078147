from index.ingest.barecard import find_bare_card
from index.ingest.blocks import split_lines

TEXT = "Les pêcheurs du lac ont ouvert leur marché ce matin, avec une semaine d'avance."


def fields(text):
    card = find_bare_card(split_lines(text), 0, lambda: "fr")
    return {entry.field: entry.value for entry in card.fields} if card else None


def test_values_are_known_by_their_look():
    text = f"Africa\nPO.0105\n50,000\nMali\nGestion des lacs\nNational\nCompleted\n{TEXT}"
    assert fields(text) == {
        "region": "Africa",
        "project_id": "PO.0105",
        "budget": "50,000",
        "countries": "Mali",
        "type": "Gestion des lacs",
        "coverage": "National",
        "status": "Completed",
    }


def test_blanks_other_codes_and_several_countries():
    text = f"Global\nV2-805\n\n199,500\n\nNepal Bhutan\nTCMMCB\nRegional\nActive\n\n{TEXT}"
    found = fields(text)
    assert found["region"] == "Global"
    assert found["project_id"] == "V2-805"
    assert found["countries"] == "Nepal Bhutan"
    assert found["type"] == "TCMMCB"


def test_what_no_gazetteer_knows():
    found = fields(f"Orient(s)\nPO.0105\n50,000\nMULTI-PAYS\nAutre\nNational\nActive\n{TEXT}")
    assert found["region"] == "Orient(s)"
    assert found["countries"] == "MULTI-PAYS"
    assert found["type"] == "Autre"


def test_the_text_is_not_the_card():
    lines = split_lines(f"Africa\nPO.0105\n50,000\nNational\nActive\n{TEXT}")
    assert lines[find_bare_card(lines, 0, lambda: "fr").end].text == TEXT


def test_labels_are_those_of_the_language():
    card = find_bare_card(split_lines("Africa\nPO.0105\n50,000\nActive"), 0, lambda: "es")
    assert card.fields[-1].label == "Estado del proyecto"


def test_a_text_is_no_card():
    assert fields(f"{TEXT}\n{TEXT}") is None
    assert fields("Mali\nActive\nNational") is None

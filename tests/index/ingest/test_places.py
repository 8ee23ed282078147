import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.inflection import forms
from index.ingest.places import (
    infer_countries,
    infer_regions,
    is_country,
    is_country_list,
    stated_countries,
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Chine", ("CN",)),
        ("Chine\nViet Nam", ("CN", "VN")),
        ("Viet Nam, Cambodia, Thailand", ("VN", "KH", "TH")),
        ("Costa Rica Belize El Salvador Guatemala", ("CR", "BZ", "SV", "GT")),
        (
            "République centrafricaine Tchad Comores République démocratique du Congo",
            ("CF", "TD", "KM", "CD"),
        ),
        ("Guinée Guinée-Bissau Guinée équatoriale", ("GN", "GW", "GQ")),
        ("Niger Nigeria", ("NE", "NG")),
        ("CENTRAFRICAINE, REPUBLIQUE", ("CF",)),
        ("LAOS, REPUBLIQUE DEMOCRATIQUE POPULAIRE", ("LA",)),
        ("TERRITOIRES AUTONOMES PALESTINIENS", ("PS",)),
        ("ROYAUME DU CAMBODGE", ("KH",)),
        ("DOMINICAINE,REPUBLIQUE", ("DO",)),
        ("REPUBLIQUE DEMOCRATIQUE DU CONGO.", ("CD",)),
        ("CONGO", ("CG",)),
        ("Bolivia (Plurinational State of)", ("BO",)),
        ("Antigua and Barbuda Bahamas Dominica", ("AG", "BS", "DM")),
        ("Ecuador y Perú", ("EC", "PE")),
    ],
)
def test_stated_countries(text, codes):
    assert stated_countries(text).codes == codes
    assert not stated_countries(text).unknown
    assert is_country_list(text)


def test_what_no_gazetteer_knows_is_kept():
    stated = stated_countries("MULTI-PAYS")
    assert stated.codes == ("multi-pays",)
    assert stated.unknown == {"multi-pays": "MULTI-PAYS"}
    mixed = stated_countries("Togo, Zone des lagunes")
    assert mixed.codes == ("TG", "zone-des-lagunes")
    assert stated_countries("").codes == ()


def test_is_country():
    assert is_country("République centrafricaine")
    assert not is_country("Bamako")


def test_the_lead_countries_are_inferred():
    text = [
        "Le Mali et ses voisins, dont le Niger, ouvrent un marché commun.",
        "Les éleveurs maliens y viendront à pied. Le Mali paiera la moitié.",
    ]
    found = infer_countries("Un marché pour le Mali", text)
    assert found.codes == ("ML",)
    assert "Mali" in found.evidence


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Des experts chinois et des familles chinoises. La Chinoise du quartier.", ("CN",)),
        ("Ghanaian fishers and Ghanaian traders met in the Gulf of Guinea.", ("GH",)),
        ("Las cooperativas peruanas y los productores peruanos firmaron un acuerdo.", ("PE",)),
        ("Maurice Dupont et Jordan Lee ont visité la Réunion des comités.", ()),
        ("Les pêcheurs de l'île Maurice, à Maurice, attendent.", ("MU",)),
        ("In New Mexico and along the Indian Ocean, nothing happened.", ()),
        ("Une réunion sur la dominique et le jordan.", ()),
    ],
)
def test_names_and_adjectives_in_context(text, codes):
    assert infer_countries("", [text]).codes == codes


def test_regions_follow_the_countries_and_the_title():
    assert infer_regions(("CN", "VN"), "").codes == ("asia-oceania",)
    assert infer_regions(("multi-pays",), "La pêche en Afrique de l'Ouest").codes == ("africa",)
    assert infer_regions((), "Le monde entier en parle").codes == ()


@pytest.mark.parametrize(
    ("adjective", "language", "expected"),
    [
        ("chinois", "fr", {"chinois", "chinoise", "chinoises"}),
        ("nigérien", "fr", {"nigérien", "nigérienne", "nigériens", "nigériennes"}),
        ("turc", "fr", {"turc", "turque", "turcs", "turques"}),
        ("belge", "fr", {"belge", "belges"}),
        ("Malian", "en", {"Malian", "Malians"}),
        ("francés", "es", {"francés", "francesa", "franceses", "francesas"}),
        ("español", "es", {"español", "española", "españoles", "españolas"}),
        ("marroquí", "es", {"marroquí", "marroquíes"}),
        ("peruano", "es", {"peruano", "peruana", "peruanos", "peruanas"}),
    ],
)
def test_forms(adjective, language, expected):
    assert forms(adjective, language) == expected


@given(st.text())
def test_any_text(text):
    stated_countries(text)
    infer_countries(text, [text])
    infer_regions((), text)


def test_a_wary_name_is_a_country_where_a_headline_shows_it():
    opens = infer_countries("Jordan Opens a Help Desk for Workers", [])
    leaves = infer_countries("First Workers Leave for Mauritius Under New Agreement", [])
    player = infer_countries("Michael Jordan Visits Three Schools Abroad", [])
    assert (opens.codes, leaves.codes, player.codes) == (("JO",), ("MU",), ())


def test_only_the_ambiguous_name_of_a_country_is_wary():
    assert infer_countries("Le Tchad et la Jordanie s'accordent", []).codes == ("TD", "JO")


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Œuvrer pour l’Afrique", ("africa",)),
        ("En Afrique²", ()),
        ("L'Afrique en 2016", ("africa",)),
        (f"{'x' * 60}Afrique", ("africa",)),
        ("Москва – Africa", ("africa",)),
        ("afrique", ()),
    ],
)
def test_regions_in_any_spelling(title, codes):
    assert infer_regions((), title).codes == codes

from index.gazetteer import country_codes, country_label, country_names, load_table, regions


def test_names_of_three_languages_and_of_our_own():
    names = country_names()
    assert names["chine"] == names["china"] == "CN"
    assert names["espagne"] == names["spain"] == names["espana"] == "ES"
    assert names["centrafricaine republique"] == "CF"
    assert names["saint lucia"] == names["sainte lucie"] == "LC"


def test_codes_are_countries():
    assert {"FR", "XK", "PS"} <= country_codes()
    assert not {"EU", "UN", "ZZ"} & country_codes()
    assert country_label("FR", "es") == "Francia"
    assert country_label("XX", "es") is None


def test_the_table_speaks_of_known_countries_only():
    assert set(load_table("gazetteer", "countries")) <= country_codes()
    assert set(regions()) <= country_codes()

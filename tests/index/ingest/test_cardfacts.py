import pytest

from index.ingest.cardfacts import read_card, settle_year
from index.record import CardField


def facts(*entries):
    found = read_card([CardField(field, value, field) for field, value in entries], "fr")
    settle_year(found)
    return found


@pytest.mark.parametrize(
    ("entries", "year"),
    [
        ([("year", "2015"), ("start", "2016"), ("end", "2024")], 2015),
        ([("start", "2016-03-01"), ("end", "2024")], 2016),
        ([("granted", "12/05/2017"), ("end", "2024")], 2017),
        ([("end", "2024")], 2024),
        ([("date", "3 mai 2011")], 2011),
        ([("status", "Actif")], None),
    ],
)
def test_the_rule_of_the_year(entries, year):
    assert facts(*entries).values.get("year") == year


def test_the_full_date_is_publication_then_start_then_end():
    assert facts(("start", "2016-03-01"), ("end", "2017-03-01")).values["date"] == "2016-03-01"
    assert facts(("start", "2016"), ("end", "2017-03-01")).values["date"] == "2017-03-01"
    assert facts(("date", "2018-03-01"), ("end", "2017-03-01")).values["date"] == "2018-03-01"
    assert "date" not in facts(("end", "2024")).values


def test_codes_and_labels_of_unknown_values():
    found = facts(
        ("status", "Achevé"),
        ("region", "Orient(s)"),
        ("type", "TCMMCB"),
        ("countries", "MULTI-PAYS"),
    )
    assert found.values["status"] == "completed"
    assert found.values["region"] == ("orient-s",)
    assert found.values["type"] == "tcmmcb"
    assert found.labels == {
        "region": {"orient-s": "Orient(s)"},
        "type": {"tcmmcb": "TCMMCB"},
        "country": {"multi-pays": "MULTI-PAYS"},
    }


def test_several_regions():
    assert facts(("region", "Afrique\nAsie et Océanie")).values["region"] == (
        "africa",
        "asia-oceania",
    )
    assert facts(("region", "Afrique, Europe")).values["region"] == (
        "africa",
        "europe-central-asia",
    )


def test_budget_and_its_currency():
    found = read_card([CardField("Budget (USD)", "75'000", "budget")], None)
    assert (found.values["budget"], found.values["currency"]) == (75000.0, "USD")
    found = facts(("budget", "0.00"), ("currency", "EUR"))
    assert (found.values["budget"], found.values["currency"]) == (0.0, "EUR")
    assert "budget" not in facts(("budget", "n/a")).values


def test_empty_and_unknown_fields_state_nothing():
    found = read_card(
        [CardField("Agence", "Le lac", None), CardField("Statut", " ", "status")], "fr"
    )
    assert found.values == {}


def test_what_stands_first_stays():
    assert facts(("status", "Actif"), ("status", "Achevé")).values["status"] == "active"

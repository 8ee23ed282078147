import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.budgets import currency_of, parse_amount


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("100000.00", 100000.0, None),
        ("1 250 000,50", 1250000.5, None),
        ("1\u00a0250\u202f000,50 €", 1250000.5, "EUR"),
        ("200,000.00", 200000.0, None),
        ("75'000", 75000.0, None),
        ("CHF 75’000.–", 75000.0, "CHF"),
        ("50,000", 50000.0, None),
        ("1.250.000,50", 1250000.5, None),
        ("250.000", 250000.0, None),
        ("1.5", 1.5, None),
        ("USD 1,2 million", 1200000.0, "USD"),
        ("US$ 3,5 millones", 3500000.0, "USD"),
        ("2 milliards FCFA", 2e9, "XOF"),
        ("1.2M USD", 1200000.0, "USD"),
        ("0.00", 0.0, None),
        ("12 000 dollars américains", 12000.0, "USD"),
        ("12 Swiss francs", 12.0, "CHF"),
        ("7 fcfa", 7.0, "XOF"),
        ("- 5", -5.0, None),
        (f"{'1 ' * 199}7 millions", float("1" * 199 + "7") * 1e6, None),
        ("30837648.1602", 30837648.1602, None),
    ],
)
def test_notations(text, value, currency):
    assert parse_amount(text) == (value, currency)


def test_currency_of_the_label():
    assert parse_amount("5000", label="Budget Amount (USD)").currency == "USD"
    assert parse_amount("5000 EUR", label="Budget Amount (USD)").currency == "EUR"
    assert currency_of("Montant") is None


@pytest.mark.parametrize(
    ("label", "value", "currency"),
    [
        ("Budget (M€)", 12.5e6, "EUR"),
        ("Budget (k€)", 12500.0, "EUR"),
        ("Montant (en milliers d'euros)", 12500.0, "EUR"),
        ("Budget (USD millions)", 12.5e6, "USD"),
        ("Budget, US$ '000", 12500.0, "USD"),
        ("Budget (000 USD)", 12500.0, "USD"),
        ("Presupuesto (miles de USD)", 12500.0, "USD"),
        ("Montant en millions de FCFA", 12.5e6, "XOF"),
        ("Montant KEUR", 12500.0, "EUR"),
        ("Budget (MUSD)", 12.5e6, "USD"),
        ("Coût (Mds €)", 12.5e9, "EUR"),
        ("Budget (EUR)", 12.5, "EUR"),
        ("Montant en EUR", 12.5, "EUR"),
        ("Budget Mali", 12.5, None),
    ],
)
def test_a_label_says_in_what_its_numbers_are(label, value, currency):
    assert parse_amount("12,5", label=label) == (value, currency)


def test_what_the_amount_says_itself_wins_over_the_label():
    assert parse_amount("12,5 M€", label="Budget (M€)") == (12.5e6, "EUR")
    assert parse_amount("12 500 000", label="Budget (M€)") == (12.5e6, "EUR")
    assert parse_amount("3 milliers USD", label="Budget (k€)")[1] == "USD"


def test_no_amount():
    assert parse_amount("non communiqué") is None


@given(st.text())
def test_any_text(text):
    parse_amount(text)

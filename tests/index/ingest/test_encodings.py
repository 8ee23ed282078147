import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.encodings import decode

FRENCH = "L’été, la main-d’œuvre « saisonnière » a coûté 1 250 € – dès août, où ça ?\n" * 3
SPANISH = "¿Cuánto costó el año? El niño llegó a Bogotá con su cigüeña: ¡qué ocasión!\n" * 3
ENGLISH = "The café’s “naïve” plan cost £12 – no more.\n" * 3


@pytest.mark.parametrize("text", [FRENCH, SPANISH, ENGLISH])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_decode_finds_the_encoding(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859_15", "cp850"])
def test_decode_finds_older_encodings(encoding):
    text = SPANISH
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    "text",
    ["RÉPUBLIQUE DÉMOCRATIQUE", "AÑO 2019: ESPAÑA", "le Forum – l’été", "l’eau, l’air", "Niño"],
)
def test_capitals_and_few_accents(text, encoding):
    if encoding == "cp850" and "’" in text:
        pytest.skip("cp850 has no such quotation mark")
    assert decode(text.encode(encoding)) == text


def test_utf_8_and_another_encoding_in_one_file():
    data = "Déjà vu\n".encode() + "Déjà lu\n".encode("cp1252")
    assert decode(data) == "Déjà vu\nDéjà lu\n"


def test_one_accent_is_enough():
    assert decode("Le projet est achevé".encode("cp1252")) == "Le projet est achevé"


def test_undefined_bytes_are_kept():
    assert decode(b"caf\xe9s \xe9t\xe9s r\xeav\xe9s \x81 noir") == "cafés étés rêvés \x81 noir"


def test_other_scripts_are_left_to_statistics():
    text = "Организация помогает людям вернуться домой и найти работу. " * 20
    assert decode(text.encode("cp1251")) == text


@given(st.binary(max_size=300))
def test_every_byte_becomes_text(data):
    assert isinstance(decode(data), str)

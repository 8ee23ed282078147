import codecs
import contextlib
import encodings
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest import encodings as encodings_module
from index.ingest.encodings import decode, decode_plain

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


#: Words that every western encoding can hold: no typographic signs.
PLAIN = (
    "L'été, la main-d'oeuvre à saisonnière a coûté cher dès août, où ça ? Être naïf, hélas.\n",
    "El niño llegó aquí con su cigüeña a Bogotá: qué ocasión, qué año, señor Ibáñez.\n",
    "The café's naïve plan cost 12 pounds, no more; the résumé of Zoë and the façade.\n",
)
#: What Python calls text encodings and no document in French, English or Spanish is written in:
#: Chinese and Japanese ones that have the accented letters as well, and what programs write.
OTHERS = {
    *("gb18030", "euc_jis_2004", "euc_jisx0213", "shift_jis_2004", "shift_jisx0213"),
    *(
        "euc_jp",
        "iso2022_jp_1",
        "iso2022_jp_2",
        "iso2022_jp_2004",
        "iso2022_jp_3",
        "iso2022_jp_ext",
    ),
    *("punycode", "raw_unicode_escape", "unicode_escape", "utf_7", "charmap"),
}
#: It differs from mac_roman in a few capitals only, and is used for Croatian.
CROATIAN = pytest.mark.xfail(strict=True, reason="its capital Ê is read as mac_roman reads it")


def _codecs():
    """Yield the codecs of Python that hold the three languages."""
    for module in pkgutil.iter_modules(encodings.__path__):
        with contextlib.suppress(LookupError, ValueError, AttributeError):
            if all(text.encode(module.name).decode(module.name) == text for text in PLAIN):
                yield module.name


CODECS = sorted(set(_codecs()) - OTHERS)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        pytest.param(
            name, text, marks=CROATIAN if name == "mac_croatian" and text == PLAIN[0] else ()
        )
        for name in CODECS
        for text in PLAIN
    ],
)
def test_every_codec_of_python_that_holds_the_three_languages(encoding, text):
    assert decode((text * 3).encode(encoding)) == text * 3


def test_the_codecs_of_python_are_many():
    assert {"cp037", "cp1252", "hp_roman8", "mac_iceland", "utf_32_be", "cp858"} <= set(CODECS)
    assert len(CODECS) > 25


@pytest.mark.parametrize("text", [FRENCH, SPANISH, ENGLISH])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (b"", "utf-32-le"),
     (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le"), (b"", "utf-32-be"),
     (codecs.BOM_UTF32_BE, "utf-32-be")],
)  # fmt: skip
def test_unicode_with_and_without_mark(mark, encoding, text):
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "iso8859_15", "cp850"])
def test_lines_of_utf_8_among_lines_of_another_encoding(encoding):
    lines = [line for text in PLAIN for line in text.splitlines(keepends=True)] * 4
    data = b"".join(
        line.encode("utf-8" if place % 2 else encoding) for place, line in enumerate(lines)
    )
    assert decode(data) == "".join(lines)


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


@given(st.binary(max_size=80) | st.text(max_size=40).map(str.encode))
def test_plain_texts_are_decoded_as_any_other(data):
    plain = decode_plain(data)
    assert plain is None or plain == encodings_module._decode_other(data) == decode(data)
    if plain is None:
        assert 0 in data or data.startswith(MARKS) or not _is_utf8(data)


MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def _is_utf8(data):
    with contextlib.suppress(UnicodeDecodeError):
        data.decode()
        return True
    return False

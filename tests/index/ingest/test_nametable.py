import pytest

from index.ingest.nametable import NameTable

TABLE = NameTable.of(
    {
        "guinee": "GN",
        "guinee bissau": "GW",
        "guinee equatoriale": "GQ",
        "el salvador": "SV",
        "": "nothing",
    }.items()
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("la guinee bissau et la guinee", [("GW", 1, 3), ("GN", 5, 6)]),
        ("guinee equatoriale guinee", [("GQ", 0, 2), ("GN", 2, 3)]),
        ("el guinee el", [("GN", 1, 2)]),
        ("salvador el", []),
        ("", []),
    ],
)
def test_the_longest_name_at_each_place(words, found):
    assert [*TABLE.among(words.split())] == found


def test_a_name_at_a_place():
    assert TABLE.at(["guinee", "bissau"], 0) == ("GW", 2)
    assert TABLE.at(["guinee", "bissau"], 1) is None


def test_each_name_has_a_word_that_tells_it():
    assert TABLE.telling() == {"guinee": {0: 2}, "equatoriale": {1: 2}, "salvador": {1: 2}}

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.grams import GRAM, Grams

KNOWN = (b"cookie", b"newsletter", b"letter", "été 2018".encode())


def grams(*known):
    return Grams((text, b"") for text in known)


@given(st.lists(st.sampled_from((*KNOWN, b"c", b"cook", b"ett", b" ", "é".encode(), bytes(9)))))
def test_what_is_found_is_what_the_data_hold(parts):
    data = b"".join(parts)
    assert grams(*KNOWN).found(data) == {text for text in KNOWN if text in data}


@given(st.binary(min_size=GRAM), st.binary(), st.binary())
def test_a_known_string_is_found_wherever_it_stands(text, before, after):
    assert grams(text).found(before + text + after) == {text}


@pytest.mark.parametrize("before", [0, 65_530, 65_536, 200_000])
def test_a_string_over_two_parts_of_long_data(before):
    assert grams(b"cookies").found(b"c" * before + b"cookies") == {b"cookies"}


def test_what_is_frequent_tells_nothing():
    both = Grams([(b"xylophone", b"xylophones"), (b"a zebra", b"zebra")])
    assert both.found(b"a zebra, xylophones") == {b"a zebra", b"xylophone"}
    assert both.found(b"zebras") == set()


def test_long_data_take_no_long_time():
    known = grams(*KNOWN)
    began = time.process_time()
    assert known.found(b"cooki" * 2_000_000) == set()
    assert time.process_time() - began < 6

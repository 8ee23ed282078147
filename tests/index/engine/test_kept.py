"""What was decoded is kept within its bytes; what was not used for longest goes first."""

import numpy as np

from index.engine.kept import Kept


def array(count):
    return np.zeros(count, np.uint8)


def test_a_thing_is_made_once():
    kept, made = Kept(100), []

    def make():
        made.append(1)
        return array(10)

    assert kept.get("a", make) is kept.get("a", make)
    assert made == [1]
    assert kept.nbytes == 10


def test_the_longest_unused_goes_first():
    kept = Kept(40)
    for name in "abcd":
        kept.get(name, lambda: array(10))
    first = kept.get("a", lambda: array(10))
    kept.get("e", lambda: array(10))
    assert kept.nbytes == 40
    assert kept.get("a", lambda: array(10)) is first
    made = []
    kept.get("b", lambda: made.append(1) or array(10))
    assert made == [1]


def test_what_is_too_large_is_not_kept():
    kept = Kept(40)
    kept.get("small", lambda: array(10))
    assert len(kept.get("large", lambda: array(11))) == 11
    assert (len(kept), kept.nbytes) == (1, 10)


def test_nothing_is_left_after_clearing():
    kept = Kept(40)
    kept.get("a", lambda: array(10))
    kept.clear()
    assert (len(kept), kept.nbytes) == (0, 0)

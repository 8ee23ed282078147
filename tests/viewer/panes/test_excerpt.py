from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.panes.excerpt import excerpt

TEXT = "Un conseiller y présente les risques de la route et les conditions d'un retour volontaire."
START = TEXT.index("retour")


def shown(text, spans, room):
    line, moved = excerpt(text, spans, room)
    return line, [line[start:end] for start, end in moved]


def test_what_has_room_is_left_as_it_is():
    assert excerpt(TEXT, [(START, START + 6)], len(TEXT)) == (TEXT, [(START, START + 6)])
    assert excerpt(TEXT, (), 10) == (TEXT, ())
    assert excerpt(TEXT, [(0, 2), (START, START + 6)], 40)[0] == TEXT


def test_a_mark_out_of_sight_is_brought_into_sight():
    line, marked = shown(TEXT, [(START, START + 6), (START + 7, START + 17)], 40)
    assert line == "…les conditions d'un retour volontaire."
    assert marked == ["retour", "volontaire"]
    assert line.index("volontaire") + 10 <= 40


def test_the_part_with_most_marks_is_shown():
    text = "eau " + "mot " * 30 + "eau vive, eau"
    spans = [(0, 3), (text.index("eau", 5), text.index("eau", 5) + 3), (len(text) - 3, len(text))]
    assert shown(text, spans, 40)[1] == ["eau", "eau"]


@given(st.text("ab …", max_size=60), st.integers(1, 50), st.data())
def test_marks_keep_their_words(text, room, data):
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(places[::2], places[1::2], strict=False))
    line, moved = excerpt(text, spans, room)
    words = [text[start:end] for start, end in spans]
    assert [line[start:end] for start, end in moved] == words[len(words) - len(moved) :]
    assert line.lstrip("…") in text

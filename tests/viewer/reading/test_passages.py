from __future__ import annotations

import pytest

from viewer.reading.passages import FIRST, NEXT, passages


@pytest.mark.parametrize(
    "text",
    ["", "a", "mot " * 20_000, "x" * 100_000, "\n\n".join(["phrase " * 50] * 400), "\n\n" * 30_000],
    ids=["empty", "letter", "words", "one word", "paragraphs", "blank lines"],
)
def test_the_passages_are_the_text(text):
    assert "".join(passage.text for passage in passages(text, ())) == text


def test_a_short_text_is_one_passage():
    (passage,) = passages("a b", [(2, 3)])
    assert passage.spans == ((2, 3),)


def test_a_passage_is_bounded_even_without_a_place_to_cut():
    sizes = [len(passage.text) for passage in passages("x" * 200_000, ())]
    assert sizes[0] == FIRST
    assert max(sizes) <= 2 * NEXT


def test_text_is_cut_between_paragraphs():
    text = "\n\n".join(["mot " * 500] * 40)
    cut = [passage.text for passage in passages(text, ())]
    assert len(cut) > 1
    assert all(part.endswith("\n\n") for part in cut[:-1])


def test_spans_are_counted_from_each_passage():
    text = "migration " * 10_000
    spans = [(at, at + 9) for at in range(0, len(text), 100)]
    marked = [
        passage.text[start:end] for passage in passages(text, spans) for start, end in passage.spans
    ]
    assert marked == ["migration"] * len(spans)


def test_a_span_across_a_cut_is_marked_on_both_sides():
    parts = list(passages("x" * 30_000, [(FIRST - 5, FIRST + 5)]))
    assert parts[0].spans == ((FIRST - 5, FIRST),)
    assert parts[1].spans == ((0, 5),)


def test_many_spans_in_a_long_text_are_all_kept():
    text = "a " * 500_000
    spans = [(at, at + 1) for at in range(0, len(text), 2)]
    assert sum(len(passage.spans) for passage in passages(text, spans)) == len(spans)

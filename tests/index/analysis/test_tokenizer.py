"""Tokens: positions follow each other and spans cut the text at the word."""

from hypothesis import given
from hypothesis import strategies as st

from index.analysis.folding import fold
from index.analysis.tokenizer import Token, WordMemo, terms_of, tokens

WORDS = st.sampled_from(
    ["l'eau", "main-d’œuvre", "PO.0105", "été", "e\u0301te\u0301", "🙂", "𐐷a", "שלום", ",", "niño"]
)


def test_positions_and_code_point_spans():
    text = "🙂 L’été, main-d'œuvre"
    found = list(tokens(text))
    assert found == [
        Token("ete", 0, 4, 7),
        Token("main", 1, 9, 13),
        Token("maindoeuvre", 1, 9, 21),
        Token("oeuvre", 2, 16, 21),
    ]
    assert text[4:7] == "été"


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80))
def test_both_paths_agree(text):
    memo = WordMemo()
    slow = list(tokens(text, memo))
    assert terms_of(text, memo) == ([t.term for t in slow], [t.position for t in slow])
    assert terms_of(text) == terms_of(text, memo)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_spans_hold_the_term(text):
    for token in tokens(text):
        piece = fold("".join(filter(str.isalnum, text[token.start : token.end])))
        assert token.term == piece


def test_the_memo_is_bounded(monkeypatch):
    monkeypatch.setattr("index.analysis.tokenizer.MEMO_LIMIT", 10)
    memo = WordMemo()
    for number in range(50):
        assert memo[f"mot{number}"][0].term == f"mot{number}"
    assert len(memo) <= 10

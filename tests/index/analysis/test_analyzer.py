"""The Whoosh wrapper gives what the tokens give, and can be pickled into a schema."""

import pickle

from index.analysis.analyzer import FondsAnalyzer
from index.analysis.tokenizer import tokens

TEXT = "L'été, la main-d’œuvre de PO.0105"


def test_whoosh_tokens_are_our_tokens():
    found = [
        (t.text, t.pos, t.startchar, t.endchar)
        for t in FondsAnalyzer()(TEXT, positions=True, chars=True)
    ]
    assert found == [tuple(token) for token in tokens(TEXT)]


def test_offsets_can_start_elsewhere():
    token = next(
        iter(FondsAnalyzer()("mot", positions=True, chars=True, start_pos=5, start_char=9))
    )
    assert (token.pos, token.startchar, token.endchar) == (5, 9, 12)


def test_it_pickles_without_its_memo():
    analyzer = FondsAnalyzer()
    list(analyzer(TEXT))
    copy = pickle.loads(pickle.dumps(analyzer))
    assert copy == analyzer
    assert copy.memo == {}
    assert [t.text for t in copy("l'eau")] == ["eau"]

"""Nodes of any tree match and score what a plain reckoning over dictionaries says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine import nodes

#: Two segments, and one of no documents between them.
TOTALS = (7, 0, 4)
#: All sums and products of these are exact in 32 bits.
scores = st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0])
boosts = st.sampled_from([1.0, 2.0, 0.5])
held = st.tuples(
    *(st.dictionaries(st.integers(0, n - 1), scores) if n else st.just({}) for n in TOTALS)
)


class Fixed:
    """A leaf with these documents and scores in each segment; its size is a guess from above."""

    def __init__(self, found, scored, guess):
        self._found, self._scored, self._guess = found, scored, guess

    def size(self, segment):
        return len(self._found[segment]) + self._guess if self._found[segment] else 0

    def match(self, segment):
        documents = sorted(self._found[segment])
        values = [self._found[segment][document] for document in documents]
        return np.array(documents, np.intp), np.array(values, np.float32) if self._scored else None


class Looked(Fixed):
    """A leaf that can look documents up, but not everywhere."""

    def among(self, segment, documents):
        if segment:
            return None
        kept = np.isin(documents, sorted(self._found[segment]))
        values = [self._found[segment][document] for document in documents[kept].tolist()]
        return kept, np.array(values, np.float32) if self._scored else None


def _branches(children):
    some = st.lists(children, min_size=1, max_size=4)
    pair = st.tuples(children, children)
    return st.one_of(
        st.tuples(st.just("all"), some, boosts),
        st.tuples(st.just("any"), some, boosts),
        st.tuples(st.just("best"), some, boosts, st.sampled_from([0.0, 0.5])),
        st.tuples(st.sampled_from(["without", "required", "maybe", "otherwise"]), pair),
        st.tuples(st.just("other"), children),
        st.tuples(st.just("constant"), children | st.none(), scores),
    )


leaves = st.one_of(
    st.tuples(st.just("fixed"), held, st.integers(0, 9)),
    st.tuples(st.just("looked"), held, st.integers(0, 9)),
    st.tuples(st.just("held"), held),
    st.just(("nothing",)),
)
trees = st.recursive(leaves, _branches, max_leaves=8)


def made(tree, scored):
    """Return the node of a tree."""
    match tree:
        case ("fixed", found, guess):
            return Fixed(found, scored, guess)
        case ("looked", found, guess):
            return Looked(found, scored, guess)
        case ("held", found):
            masks = [np.isin(np.arange(n), [*f]) for n, f in zip(TOTALS, found, strict=True)]
            return nodes.Held(masks, scored)
        case ("nothing",):
            return nodes.Nothing(scored)
        case ("all", parts, boost):
            return nodes.AllOf([made(part, scored) for part in parts], TOTALS, boost)
        case ("any", parts, boost):
            return nodes.AnyOf([made(part, scored) for part in parts], TOTALS, boost)
        case ("best", parts, boost, tie):
            return nodes.BestOf([made(part, scored) for part in parts], TOTALS, boost, tie)
        case ("other", part):
            return nodes.Other(made(part, False), TOTALS, scored)
        case ("constant", part, score):
            child = None if part is None else made(part, False)
            return nodes.Constant(child, score, TOTALS, scored)
        case ("without", (one, other)):
            return nodes.Without(made(one, scored), made(other, False), TOTALS)
        case ("required", (one, other)):
            return nodes.Required(made(one, scored), made(other, False), TOTALS)
        case ("maybe", (one, other)):
            return nodes.Maybe(made(one, scored), made(other, scored), TOTALS)
        case ("otherwise", (one, other)):
            return nodes.Otherwise(made(one, scored), made(other, scored), [None] * len(TOTALS))


def reckoned(tree, segment):
    """Return document → score of a tree in a segment, over plain dictionaries."""
    match tree:
        case ("fixed" | "looked", found, _):
            return found[segment]
        case ("held", found):
            return dict.fromkeys(found[segment], 0.0)
        case ("nothing",):
            return {}
        case ("all", parts, boost):
            return several(parts, segment, lambda found: boost * sum(found), all)
        case ("any", parts, boost):
            return several(parts, segment, lambda found: boost * sum(found), any)
        case ("best", parts, boost, tie):
            return several(
                parts,
                segment,
                lambda found: boost * (max(found) + tie * (sum(found) - max(found))),
                any,
            )
        case ("other", part):
            gone = reckoned(part, segment)
            return {n: 1.0 for n in range(TOTALS[segment]) if n not in gone}
        case ("constant", None, score):
            return dict.fromkeys(range(TOTALS[segment]), score)
        case ("constant", part, score):
            return dict.fromkeys(reckoned(part, segment), score)
        case ("otherwise", (one, other)):
            first = any(reckoned(one, number) for number in range(len(TOTALS)))
            return reckoned(one if first else other, segment)
        case (kind, (one, other)):
            left, right = reckoned(one, segment), reckoned(other, segment)
            if kind == "maybe":
                return {n: score + right.get(n, 0.0) for n, score in left.items()}
            return {n: score for n, score in left.items() if (n in right) == (kind == "required")}


def several(parts, segment, combine, enough):
    found = [reckoned(part, segment) for part in parts]
    return {
        document: combine([part[document] for part in found if document in part])
        for document in set().union(*found)
        if enough(document in part for part in found)
    }


@settings(max_examples=100, deadline=None)
@given(trees)
def test_any_tree_matches_and_scores_as_reckoned(tree):
    node = made(tree, True)
    for segment in range(len(TOTALS)):
        documents, found = node.match(segment)
        assert documents.dtype == np.intp
        assert found.dtype == np.float32
        assert documents.tolist() == sorted(set(documents.tolist()))
        pairs = dict(zip(documents.tolist(), found.tolist(), strict=True))
        assert pairs == reckoned(tree, segment)
        assert node.size(segment) >= len(documents)


@settings(max_examples=60, deadline=None)
@given(trees)
def test_without_scores_the_documents_are_the_same(tree):
    node = made(tree, False)
    for segment in range(len(TOTALS)):
        documents, found = node.match(segment)
        assert documents.tolist() == sorted(reckoned(tree, segment))
        assert found is None or not len(documents)


@settings(max_examples=60, deadline=None)
@given(trees, st.sets(st.integers(0, 6)), st.booleans())
def test_looking_some_documents_up_is_as_matching_all(tree, wanted, scored):
    for segment, total in enumerate(TOTALS):
        documents = np.array(sorted(n for n in wanted if n < total), np.intp)
        kept, found = nodes.restrict(made(tree, scored), segment, documents, total)
        expected = reckoned(tree, segment)
        assert kept.tolist() == [n in expected for n in documents.tolist()]
        if scored:
            assert found.tolist() == [expected[n] for n in documents.tolist() if n in expected]


@settings(max_examples=30, deadline=None)
@given(trees)
def test_matching_twice_is_matching_once(tree):
    """Nodes are kept for the next query: nobody may write into what they gave."""
    node = made(tree, True)
    for segment in range(len(TOTALS)):
        first = [part.tolist() for part in node.match(segment)]
        assert [part.tolist() for part in node.match(segment)] == first


@pytest.mark.parametrize(
    ("live", "chosen"),
    [
        (None, [1, 3]),
        ([True] * 7, [1, 3]),
        ([False, True] + [False] * 5, [1, 3]),
        ([False] * 7, [5]),
    ],
)
def test_otherwise_looks_at_what_lives(live, chosen):
    first, second = ({1: 1.0, 3: 1.0}, {}, {}), ({5: 1.0}, {}, {})
    lives = [None if live is None else np.array(live), None, None]
    node = nodes.Otherwise(Fixed(first, True, 0), Fixed(second, True, 0), lives)
    assert node.match(0)[0].tolist() == chosen


def test_a_mask_knows_its_size_and_what_it_takes():
    node = nodes.Held([np.array([True, False, True]), np.zeros(0, np.bool_)], True)
    assert (node.size(0), node.size(1), node.nbytes) == (2, 0, 3)


def test_a_boost_of_one_costs_nothing():
    held_scores = np.array([1.0, 2.0], np.float32)
    assert nodes.boosted(held_scores, 1.0) is held_scores
    assert nodes.boosted(held_scores, 2.0).tolist() == [2.0, 4.0]
    assert nodes.boosted(None, 2.0) is None

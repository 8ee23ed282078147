"""The Whoosh face of the analysis: a tokenizer that any Whoosh field or parser can use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Token as WhooshToken
from whoosh.analysis import Tokenizer

from index.analysis.tokenizer import WordMemo, tokens

#: Changes whenever the same text would give other terms; an index of another version is rebuilt.
ANALYSIS_VERSION = 1


class FondsAnalyzer(Tokenizer):  # type: ignore[misc]  # Whoosh has no hints
    """Folded exact forms with positions; stems are a matter of the query."""

    def __init__(self) -> None:
        self.memo = WordMemo()

    def __getstate__(self) -> dict[str, Any]:
        """Leave the memo out: Whoosh pickles the schema into the index."""
        return {}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Start with an empty memo."""
        self.memo = WordMemo()

    def __eq__(self, other: object) -> bool:
        """All instances behave alike."""
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **kwargs: Any,
    ) -> Iterator[WhooshToken]:
        """Yield one reused Whoosh token per term, as Whoosh's own tokenizers do."""
        token = WhooshToken(positions, chars, removestops=removestops, mode=mode, **kwargs)
        for term, position, start, end in tokens(value, self.memo):
            token.text = term
            token.boost = 1.0
            token.stopped = False
            if keeporiginal:
                token.original = value[start:end]
            if positions:
                token.pos = start_pos + position
            if chars:
                token.startchar = start_char + start
                token.endchar = start_char + end
            yield token

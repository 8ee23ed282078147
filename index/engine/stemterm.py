"""The query for a plain word: every form of it that the index holds, scored as one term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import query as wq

from index.analysis import Stems

#: How much a form other than the one that was typed counts beside it.
OTHER_FORM_WEIGHT = 0.9


class StemTerm(wq.MultiTerm):  # type: ignore[misc]  # Whoosh has no hints
    """All terms of a field that share a stem with a word in French, English or Spanish.

    ``text`` is the folded word. An engine ranks it as one term: frequencies are summed
    (``OTHER_FORM_WEIGHT`` × for other forms than ``text``), the document frequency is that of the
    union. Where only Whoosh evaluates it, it is an Or of its forms.
    """

    def __init__(self, fieldname: str, text: str, boost: float = 1.0) -> None:
        self.fieldname = fieldname
        self.text = text
        self.boost = boost
        self.constantscore = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StemTerm) and (self.fieldname, self.text, self.boost) == (
            other.fieldname,
            other.text,
            other.boost,
        )

    def __hash__(self) -> int:
        return hash((StemTerm, self.fieldname, self.text, self.boost))

    def __repr__(self) -> str:
        return f"StemTerm({self.fieldname!r}, {self.text!r}, boost={self.boost!r})"

    def __str__(self) -> str:
        return f"{self.fieldname}:{self.text}*stems"

    def field(self) -> str:
        """Return the field that is searched."""
        return self.fieldname

    def normalize(self) -> StemTerm:
        """Return the query itself: it has no simpler form."""
        return self

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:
        """Yield the forms from the lexicon, Whoosh's own way; engines keep a table instead."""
        stems = Stems()
        wanted = stems.of(self.text)
        exact = self.text.encode()
        for form in ixreader.lexicon(self.fieldname):
            if form == exact or (wanted and wanted & stems.of(form.decode())):
                yield form

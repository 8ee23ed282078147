"""What is told of documents that their reader does not survive."""

from __future__ import annotations

#: Seconds without a sign of life after which the reader of a document is taken for hung.
PATIENCE = 10.0

#: So many documents may hang or kill their reader before nothing more is risked.
MOST_LOSSES = 50

DEADLY = "reading it made the reader fail"


def hung(patience: float) -> str:
    """Return the reason that is told of a document whose reader hung."""
    return f"reading it took longer than {patience:.0f} seconds"

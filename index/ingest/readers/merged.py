"""Cells of a table that are merged over several rows: what stands in the first holds for all.

Programs store the value once and leave the cells below it empty; a person sees it beside each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

#: A value that holds for more rows, or columns further right, is decoration.
_MOST_ROWS, _MOST_COLUMNS = 10_000, 50


class Merged:
    """The merged cells of one table, whose rows are asked for from the first on."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[int, str]] = {}

    def filled(
        self, number: int, cells: Sequence[str], begun: Iterable[tuple[int, int]] = ()
    ) -> list[str]:
        """Return the cells of row *number* with what holds for them from above.

        *begun* are the (column, rows) of the merged cells that begin here. A row with nothing of
        its own stays empty.
        """
        row = list(cells)
        if self._held and any(row):
            for column, (last, text) in list(self._held.items()):
                if number > last:
                    del self._held[column]
                elif column >= len(row):
                    row += [""] * (column - len(row)) + [text]
                elif not row[column]:
                    row[column] = text
        for column, rows in begun:
            if 1 < rows <= _MOST_ROWS and column < min(_MOST_COLUMNS, len(row)) and row[column]:
                self._held[column] = (number + rows - 1, row[column])
        return row

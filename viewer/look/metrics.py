"""The measures of the window in device-independent pixels; all are steps of four."""

from __future__ import annotations

STEP = 4
INSIDE = 4
BETWEEN = 8
GROUPS = 16
AROUND = 24

HAIRLINE = 1
ICON = 16
BUTTON = 32
FACET_ROW = 24
OFFER_ROW = 28
HISTOGRAM = 40

FACETS_WIDTH = 240
LIST_WIDTH = 448
READER_WIDTH = 600
WINDOW_SIZE = (1280, 800)
SMALLEST_SIZE = (840, 480)

#: The reader's line length in average characters (60 to 75 read best).
MEASURE = 72

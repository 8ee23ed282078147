"""Which engine an archive uses: the one line to change for another."""

from __future__ import annotations

from index.engine.interface import EngineIndex
from index.engine.store import ColumnarIndex

#: Written into the stamp of an archive; an index of another engine is rebuilt.
ENGINE_NAME = "columnar-1"

ENGINE: type[EngineIndex] = ColumnarIndex

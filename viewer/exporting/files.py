"""Opens the file of an export: whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

_BOM = "\ufeff"


@contextmanager
def writing(name: str, *, bom: bool = False) -> Iterator[TextIO]:
    """Give a UTF-8 text file to write; it takes its place when all went well.

    ``name`` is a path, or "-" for standard output. A file that stood there before still stands
    when something fails. Raises OSError.
    """
    if name == "-":
        if bom:
            sys.stdout.write(_BOM)
        yield sys.stdout
        return
    path = Path(name)
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.write(_BOM if bom else "")
            yield file
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)

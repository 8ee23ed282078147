"""Pages without text, read by the tesseract program where the machine has it.

Only a person's wish brings anybody here (``Limits.ocr``); no other reader starts a program.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from index.ingest.readers.content import Bounds

if TYPE_CHECKING:
    import pypdfium2

_WANTED = ("fra", "eng", "spa")
_DOTS_PER_INCH = 300
#: A page larger than A3 at 300 dots per inch is rendered at less.
_MAX_PIXELS = 5000
_SECONDS_PER_PAGE = 60


@cache
def languages() -> tuple[str, ...]:
    """Return which of our three languages the machine's tesseract reads; none without it."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=10, check=False, text=True
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    known = set(listed.stdout.split()) | set(listed.stderr.split())
    return tuple(language for language in _WANTED if language in known)


def read_page(page: pypdfium2.PdfPage, bounds: Bounds) -> str:
    """Return the text that tesseract sees on *page*; nothing when it is missing or fails."""
    wanted = languages()
    program = shutil.which("tesseract")
    if not wanted or program is None:
        return ""
    try:
        seen = subprocess.run(
            [program, "stdin", "stdout", "-l", "+".join(wanted), "--dpi", str(_DOTS_PER_INCH)],
            input=_grey_image(page),
            capture_output=True,
            timeout=_SECONDS_PER_PAGE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    bounds.restart()
    return seen.stdout.decode("utf-8", errors="replace").replace("\f", "")


def _grey_image(page: pypdfium2.PdfPage) -> bytes:
    """Return the page as a grey PGM image (Netpbm P5), which tesseract reads from its input."""
    longest = max(*page.get_size(), 1.0)
    scale = min(_DOTS_PER_INCH / 72, _MAX_PIXELS / longest)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        pixels = bitmap.to_numpy()
        head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
        return head + bytes(pixels[:, : bitmap.width].tobytes())
    finally:
        bitmap.close()

"""Pages without text, read by the tesseract program where the machine has it.

Only a person's wish brings anybody here (``Limits.ocr``); no other reader starts a program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from functools import cache
from typing import TYPE_CHECKING

from index.ingest.patience import Stint, Vigil
from index.ingest.processes import spent_by
from index.ingest.readers.content import Bounds

if TYPE_CHECKING:
    import pypdfium2

#: What is said of a document whose pages are pictures, and of one whose pictures were read.
NO_TEXT = "it has no text layer (scanned pages)"
PICTURES_READ = "was read from pictures of its pages by tesseract"

_WANTED = ("fra", "eng", "spa")
_DOTS_PER_INCH = 300
#: A page larger than A3 at 300 dots per inch is rendered at less.
_MAX_PIXELS = 5000
#: A printed page takes one to five seconds; a longer one is a picture of something else.
SECONDS_PER_PAGE = 30.0
#: A scanned book is read as far as this goes.
SECONDS_PER_DOCUMENT = 900.0
#: So often those who watch over the reading hear that it goes on, and may stop it.
_TICK = 0.5


def is_there() -> bool:
    """Tell whether the machine has tesseract, without asking it anything."""
    return shutil.which("tesseract") is not None


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


class Pictures:
    """Reads the pages of one document that have no text, within its time.

    ``read`` counts the pages that gave text, ``stopped`` tells that the time was over before all
    were looked at.
    """

    def __init__(self, bounds: Bounds) -> None:
        self.read = 0
        self.stopped = False
        self._bounds = bounds
        self._spent = 0.0
        self._time = Stint(SECONDS_PER_DOCUMENT, lambda: self._spent)

    @property
    def over(self) -> bool:
        """Whether no more pictures are read, for want of time or of a wish."""
        return not self._bounds.limits.ocr or self._time.over

    def text(self, page: pypdfium2.PdfPage) -> str:
        """Return the text that tesseract sees on *page*; nothing when it is missing or fails."""
        if not self._bounds.limits.ocr or not languages():
            return ""
        self.stopped = self.stopped or self._time.over
        text, spent = ("", 0.0) if self.stopped else _read(_grey_image(page), self._bounds)
        self._spent += spent
        self.read += bool(text.strip())
        return text


def _read(image: bytes, bounds: Bounds) -> tuple[str, float]:
    """Return what tesseract reads on an image, and the seconds of a processor that it used.

    A page is given up when it takes too long.
    """
    program = shutil.which("tesseract") or "tesseract"
    command = [program, "stdin", "stdout", "-l", "+".join(languages())]
    with tempfile.TemporaryFile() as picture, tempfile.TemporaryFile() as seen:
        picture.write(image)
        picture.seek(0)
        try:
            process = subprocess.Popen(
                [*command, "--dpi", str(_DOTS_PER_INCH)],
                stdin=picture,
                stdout=seen,
                stderr=subprocess.DEVNULL,
                # Its threads wait for each other more than they read: one is as quick as four.
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except OSError:
            return "", 0.0
        spent = spent_by(process.pid)
        vigil = Vigil(SECONDS_PER_PAGE, spent)
        try:
            while process.poll() is None and not vigil.over:
                spent()
                bounds.restart()
                _wait(process)
        finally:
            process.kill()
            process.wait()
        seen.seek(0)
        text = seen.read().decode("utf-8", errors="replace") if process.returncode == 0 else ""
    return text.replace("\f", ""), spent()


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a process, but not longer than a tick."""
    try:
        process.wait(_TICK)
    except subprocess.TimeoutExpired:
        return


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

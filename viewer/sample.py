"""Opens the window on the sample archive, as the README's first command does.

Where there is no display the same window is opened off screen, the sample is imported and
searched in it, and a picture of what a person would see is saved.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from viewer.__main__ import has_no_display, main
from viewer.folders import SAMPLE_ARCHIVE, archive_folder, sample_folder

#: How long an import of the sample may take before the picture is given up, in milliseconds.
_PATIENCE = 120_000
#: Time for the first answer after the import to be painted, in milliseconds.
_PAINTING = 1_500
_SIZE = (1440, 900)


def open_sample() -> int:
    """Open the window on the sample archive and return the exit status at its end."""
    if not has_no_display():
        return main(["--archive", SAMPLE_ARCHIVE, str(sample_folder())])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    picture = Path(tempfile.gettempdir()) / "fonds-window.png"
    records = _picture(picture)
    if not records:
        print("fonds: the sample archive could not be imported", file=sys.stderr)
        return 1
    print(
        f"There is no display here: the window was opened off screen on the sample archive"
        f" ({records} records). Its picture is {picture}."
    )
    return 0


def _picture(path: Path) -> int:
    """Open the window, wait for the sample, save what it shows; return how many records."""
    from PySide6.QtCore import QTimer

    from index.ingest.controller import run_update
    from index.progress import Report
    from viewer.app import Program, make_application, open_archive

    application = make_application(sys.argv[:1])
    program = Program(application, open_archive, run_update)
    window = program.open(archive_folder(SAMPLE_ARCHIVE), [sample_folder()])
    window.resize(*_SIZE)
    counts: list[int] = []

    def save() -> None:
        window.grab().save(str(path))
        window.close()
        application.quit()

    def finish(report: Report) -> None:
        counts.append(report.records)
        QTimer.singleShot(_PAINTING, application, save)

    window.importing.finished.connect(finish)
    window.importing.failed.connect(lambda _: application.quit())
    QTimer.singleShot(_PATIENCE, application, application.quit)
    application.exec()
    return counts[0] if counts else 0


if __name__ == "__main__":
    sys.exit(open_sample())

import io

from index.record import Record
from viewer.exporting.formats import FORMATS


def test_every_format_writes_any_number_of_records():
    for write in FORMATS.values():
        for records in ([], [Record(id="r", title="T", body="B")]):
            file = io.StringIO()
            write(records, file, "archive", "en")
            assert file.getvalue()


def test_the_formats_that_exist():
    assert list(FORMATS) == ["csv", "json"]

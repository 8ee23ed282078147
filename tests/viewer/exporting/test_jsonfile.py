import io
import json

from index.record import Record
from viewer.exporting.jsonfile import write_json
from viewer.exporting.objects import record_object


def test_records_are_one_object_as_show_gives_them():
    records = [Record(id=str(n), title=f"Été {n}", body="…") for n in range(3)]
    file = io.StringIO()
    write_json(records, file, "mission")
    found = json.loads(file.getvalue())
    assert found == {"archive": "mission", "records": [record_object(r) for r in records]}
    assert "Été" in file.getvalue()

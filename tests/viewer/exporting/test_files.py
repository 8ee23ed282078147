import os
import stat
from pathlib import Path

import pytest

from viewer.exporting.files import writing


def test_a_file_is_written_as_utf8(tmp_path):
    path = tmp_path / "été.csv"
    with writing(str(path)) as file:
        file.write("œuvre\r\n")
    assert path.read_bytes() == "œuvre\r\n".encode()


def test_a_mark_for_spreadsheets_can_stand_first(tmp_path):
    with writing(str(tmp_path / "a.csv"), bom=True) as file:
        file.write("x")
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbfx"


def test_what_stood_there_stays_when_writing_fails(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("before")
    with pytest.raises(UnicodeError), writing(str(path)) as file:
        file.write(b"half\xff".decode("utf-8"))
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


def test_a_new_file_has_the_usual_rights(tmp_path):
    (tmp_path / "usual").write_text("")
    with writing(str(tmp_path / "ours")) as file:
        file.write("x")
    rights = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("usual", "ours")]
    assert rights[0] == rights[1]


def test_a_device_is_written_in_place():
    with writing(os.devnull) as file:
        file.write("x")
    assert not Path(os.devnull).is_file()


def test_a_folder_that_is_missing_is_told(tmp_path):
    with pytest.raises(OSError, match="missing"), writing(str(tmp_path / "missing" / "a")):
        pass


def test_a_dash_is_standard_output(capsys):
    with writing("-", bom=True) as file:
        file.write("été")
    assert capsys.readouterr().out == "\ufeffété"


def test_half_a_character_does_not_stop_an_export(tmp_path):
    with writing(str(tmp_path / "a.csv")) as file:
        file.write("\udcff")
    assert (tmp_path / "a.csv").read_text() == "\\udcff"

import shutil


def test_a_sound_archive(fonds):
    ran = fonds("check")
    assert (ran.status, ran.out) == (0, "“mission” is sound: 4 records\n")


def test_damage_is_told_and_status_1(fonds, stocked, tmp_path):
    folder = tmp_path / "broken"
    shutil.copytree(stocked, folder)
    for path in sorted((folder / "index").rglob("*")):
        if path.is_file() and "engine" in path.parts:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    ran = fonds("check", "--archive", str(folder))
    assert ran.status == 1
    assert "“fonds rebuild” mends it" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_no_archive_is_one_line_and_status_2(fonds, tmp_path):
    ran = fonds("check", "--archive", str(tmp_path / "none"))
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)

import shutil


def test_an_archive_is_built_anew(fonds, stocked, tmp_path):
    folder = tmp_path / "mission"
    shutil.copytree(stocked, folder)
    ran = fonds("rebuild", "--json", "--archive", str(folder))
    assert ran.status == 0
    assert ran.json["records"] == 4
    assert fonds("check", "--archive", str(folder)).status == 0


def test_no_archive_is_one_line_and_status_2(fonds, tmp_path):
    ran = fonds("rebuild", "--archive", str(tmp_path / "none"))
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)

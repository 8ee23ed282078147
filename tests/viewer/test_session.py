from __future__ import annotations

import json
from pathlib import Path

import pytest

from viewer.session import FILE, Session, load_session, save_session

MISSION = Path("/archives/mission")
SESSION = Session("abc", (200, 400, 600), 2, "migration year:2024", "r5", ("asile", "traite"))


def test_a_session_round_trips(tmp_path):
    save_session(tmp_path, MISSION, SESSION)
    assert load_session(tmp_path, MISSION) == SESSION


def test_the_shape_of_the_window_is_shared_the_search_is_not(tmp_path):
    save_session(tmp_path, MISSION, SESSION)
    other = load_session(tmp_path, Path("/archives/other"))
    assert other == Session("abc", (200, 400, 600), 2, "", "")


def test_the_archives_keep_their_own_searches(tmp_path):
    save_session(tmp_path, MISSION, SESSION)
    save_session(tmp_path, Path("/archives/other"), Session(query="asile"))
    assert load_session(tmp_path, MISSION).query == "migration year:2024"


def test_only_the_latest_archives_are_kept(tmp_path):
    for number in range(60):
        save_session(tmp_path, Path(f"/a/{number}"), Session(query=str(number)))
    assert len(json.loads((tmp_path / FILE).read_text())["archives"]) == 50
    assert load_session(tmp_path, Path("/a/59")).query == "59"
    assert load_session(tmp_path, Path("/a/0")).query == ""


@pytest.mark.parametrize(
    "data",
    [
        "nonsense",
        "[]",
        '{"archives": []}',
        '{"archives": {"/archives/mission": 3}}',
        '{"panes": ["a"], "zoom": "big", "geometry": 4}',
        '{"panes": [-1, 2, 3]}',
        '{"archives": {"/archives/mission": {"recent": "asile"}}}',
        '{"archives": {"/archives/mission": {"recent": [3, null]}}}',
    ],
)
def test_a_broken_file_means_a_fresh_start(tmp_path, data):
    (tmp_path / FILE).write_text(data)
    assert load_session(tmp_path, MISSION) == Session()


def test_a_zoom_beyond_measure_is_brought_back(tmp_path):
    (tmp_path / FILE).write_text('{"zoom": 4000}')
    assert load_session(tmp_path, MISSION).zoom == 15


def test_saving_over_a_broken_file_mends_it(tmp_path):
    (tmp_path / FILE).write_text("{")
    save_session(tmp_path, MISSION, SESSION)
    assert load_session(tmp_path, MISSION) == SESSION

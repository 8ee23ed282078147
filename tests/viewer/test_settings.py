from __future__ import annotations

import json

import pytest

from viewer.settings import FILE, Settings, load_settings, save_settings


def test_settings_round_trip(tmp_path):
    save_settings(tmp_path / "new", Settings(theme="dark"))
    assert load_settings(tmp_path / "new") == Settings(theme="dark")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"dark"', '{"theme": 3}', '{"unknown": 1}', "[" * 100_000]
)
def test_a_broken_file_means_the_defaults(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    assert load_settings(tmp_path) == Settings()


def test_bytes_that_are_no_text_mean_the_defaults(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00\xd8")
    assert load_settings(tmp_path) == Settings()


def test_a_place_that_cannot_be_written_is_left_alone(tmp_path):
    (tmp_path / "file").write_text("")
    save_settings(tmp_path / "file", Settings(theme="dark"))
    assert load_settings(tmp_path / "file") == Settings()


def test_the_file_is_replaced_whole(tmp_path):
    save_settings(tmp_path, Settings(theme="dark"))
    save_settings(tmp_path, Settings(theme="light"))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert json.loads((tmp_path / FILE).read_text()) == {"theme": "light"}

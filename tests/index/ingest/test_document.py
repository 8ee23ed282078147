"""Parts: empty or not, frozen, told by a notice; limits that a reading keeps to."""

import dataclasses

import pytest

from index.ingest.document import DEFAULT_LIMITS, Limits, Part, notice


@pytest.mark.parametrize(
    ("part", "empty"),
    [
        (Part("", ""), True),
        (Part("row 1", ""), True),
        (Part("", "", warning="cut"), True),
        (Part("", "", date="2019", language="fr", kind="news"), True),
        (Part("", "", furniture=("menu",)), True),
        (Part("", "text"), False),
        (Part("", "", title="Title"), False),
        (Part("", "", card=(("Label", "value"),)), False),
    ],
)
def test_a_record_needs_text_a_title_or_a_card(part, empty):
    assert part.empty is empty


def test_a_notice_is_no_record():
    told = notice("it is protected by a password", "inner/a.zip")
    assert (told.name, told.text, told.warning) == (
        "inner/a.zip",
        "",
        "it is protected by a password",
    )
    assert told.empty
    assert notice("cut").name == ""


def test_a_part_is_changed_by_making_another():
    part = Part("", "text")
    with pytest.raises(dataclasses.FrozenInstanceError):
        part.text = "other"
    assert dataclasses.replace(part, name="a").text == "text"
    with pytest.raises(TypeError):
        part.properties["a"] = "b"


def test_limits_are_above_nothing_and_read_no_pictures_unasked():
    for field in dataclasses.fields(Limits):
        if field.name != "ocr":
            assert getattr(DEFAULT_LIMITS, field.name) > 0
    assert not DEFAULT_LIMITS.ocr
    assert dataclasses.replace(DEFAULT_LIMITS, ocr=True) != DEFAULT_LIMITS

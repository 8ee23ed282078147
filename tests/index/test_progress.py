"""Reports travel as plain values."""

import json

from index.progress import Failure, Report, left_aside


def test_a_report_survives_the_journey():
    report = Report(
        added=3,
        failed=(Failure("/a", "empty"),),
        notices=(Failure("/c", "cut"),),
        offline=("/b",),
        cancelled=True,
    )
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report


def test_what_was_left_aside_most_first_and_not_every_ending():
    skipped = {f"no document (.{n})": 10 - n for n in range(9)} | {"hidden": 60}
    assert left_aside(skipped) == [
        ("hidden", 60),
        ("no document (.0, .1, .2, .3, .4, .5, .6, .7, …)", 54),
    ]

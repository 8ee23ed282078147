"""Reports travel as plain values."""

import json

from index.progress import Failure, Report


def test_a_report_survives_the_journey():
    report = Report(
        added=3,
        failed=(Failure("/a", "empty"),),
        notices=(Failure("/c", "cut"),),
        offline=("/b",),
        cancelled=True,
    )
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report

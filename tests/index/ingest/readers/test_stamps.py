"""Dates of properties."""

from __future__ import annotations

import pytest

from index.ingest.readers.stamps import from_iso, from_mail, from_pdf


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("D:20240912083000+02'00'", "2024-09-12"),
        ("20240912", "2024-09-12"),
        ("2024-09-12T08:30:00Z", "2024-09-12"),
        ("D:2024", None),
        ("D:20241399", None),
        ("D:16010101000000Z", None),
        ("", None),
        ("jamais", None),
    ],
)
def test_pdf(text: str, day: str | None) -> None:
    assert from_pdf(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("2019-03-14T08:00:00Z", "2019-03-14"), ("2019-03", None), ("1970-01-01", None), ("", None)],
)
def test_iso(text: str, day: str | None) -> None:
    assert from_iso(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thu, 14 Mar 2019 08:00:00 +0100", "2019-03-14"),
        ("14 Mar 2019 08:00:00 GMT", "2019-03-14"),
        ("hier", None),
        ("Thu, 99 Mar 2019 08:00:00 +0100", None),
        ("", None),
    ],
)
def test_mail(text: str, day: str | None) -> None:
    assert from_mail(text) == day

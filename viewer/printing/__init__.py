"""The printed page: pagination, running heads, preview, PDF; records and result lists.

Pages are made first and painted after, so that "page 2 of 5" is known when it is written. A
page is black on white whatever the window looks like.
"""

from viewer.printing.job import Job
from viewer.printing.output import (
    export_list_pdf,
    export_pdf,
    preview,
    print_list,
    print_records,
)
from viewer.printing.records import PrintOptions

__all__ = [
    "Job",
    "PrintOptions",
    "export_list_pdf",
    "export_pdf",
    "preview",
    "print_list",
    "print_records",
]

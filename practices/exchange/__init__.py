"""Practices in the form in which others read them: records of the API and rows of a spreadsheet.

The names are a public contract (docs/concepts.md). What nobody knows is None in a record and ""
in a row; a list is always there and may be empty.
"""

from .for_index import for_card, from_kept, kept
from .records import STORY, Record, brief, facet_records, full, list_record, site_url
from .rows import COLUMNS, escape, row

__all__ = [
    "COLUMNS",
    "STORY",
    "Record",
    "brief",
    "escape",
    "facet_records",
    "for_card",
    "from_kept",
    "full",
    "kept",
    "list_record",
    "row",
    "site_url",
]

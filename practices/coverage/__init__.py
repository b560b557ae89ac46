"""Where there are practices and where there are none yet: elements by sectors and by regions.

What other pages take from here, each made once for a version of the index:

    small(index)              the matrix in small, as `coverage` for `coverage/_small.html`
    gaps(index, facet, key)   the elements without a practice in one sector or region, as cells
    gaps_of(index, code)      the sectors without a practice for one element, as cells
    said_by(index)            the practices of each pillar and element by who says so

A cell without practices has the `query` that fills in a new submission, to be put behind
`{% url 'submit:start' %}?`; with practices the same query gives their list.
"""

from .cells import AXES, Axis, Cell, Matrix, PillarColumns, Row, gaps, gaps_of, matrix, small
from .origins import said_by
from .told import SourceTable, TableRow, source_tables

__all__ = [
    "AXES",
    "Axis",
    "Cell",
    "Matrix",
    "PillarColumns",
    "Row",
    "SourceTable",
    "TableRow",
    "gaps",
    "gaps_of",
    "matrix",
    "said_by",
    "small",
    "source_tables",
]

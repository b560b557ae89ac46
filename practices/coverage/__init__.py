"""Where there are practices and where there are none yet: elements by sectors and by regions.

What other pages take from here, each made once for a version of the index:

    small(index)              the matrix in small, as `coverage` for `coverage/_small.html`
    gaps(index, facet, key)   the elements without a practice in one sector or region, as cells
    gaps_of(index, code)      the sectors without a practice for a pillar or element, as cells
    unfiled(index, facet)     how many practices have no value of a facet at all
    said_by(index)            the practices of each pillar and element by who says so

A cell without practices has the `query` that fills in a new submission, to be put behind
`{% url 'submit:start' %}?`; with practices the same query gives their list.
"""

from .axes import AXES, Axis, axis_of
from .cells import Cell, Matrix, PillarColumns, Row, gaps, gaps_of, matrix, small, unfiled
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
    "axis_of",
    "gaps",
    "gaps_of",
    "matrix",
    "said_by",
    "small",
    "source_tables",
    "unfiled",
]

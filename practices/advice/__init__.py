"""What a reader of a text would remark: advice to who writes, checks for who reviews.

Everything here reads only: no row is written, no address is visited, and nothing blocks. Texts are
given by the name of their field, as in `PracticeContent`; answers name the field and the place.
"""

from .duplicates import Similar, similar
from .findings import Finding, Severity
from .language import coach
from .links import check_link, links_in
from .personal_data import personal_data
from .suggestions import Quote, Suggestion, suggest_elements, suggest_tags
from .vocabulary import PillarTerm, Term, vocabulary

__all__ = [
    "Finding",
    "PillarTerm",
    "Quote",
    "Severity",
    "Similar",
    "Suggestion",
    "Term",
    "check_link",
    "coach",
    "links_in",
    "personal_data",
    "similar",
    "suggest_elements",
    "suggest_tags",
    "vocabulary",
]

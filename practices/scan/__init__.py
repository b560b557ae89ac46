"""The scan: nine statements about an employer, what was answered, and where to begin.

It starts a conversation and measures nothing: levels are compared with each other and never added
up. All that somebody answers is in the address, and nothing of it is kept. The parameters are
public: `1a` to `3c` hold a level from 0 to 3 (a place in `ANSWERS`), `sector` and `regio` a slug;
`toon=vragen` shows the statements, with what was answered, in place of the result.
"""

from .advice import Advice, Beginning, Fit, Reach, advise, beginning
from .answers import ANSWERS, BEST, QUESTIONS, STATEMENTS, Answers, read

__all__ = [
    "ANSWERS",
    "BEST",
    "QUESTIONS",
    "STATEMENTS",
    "Advice",
    "Answers",
    "Beginning",
    "Fit",
    "Reach",
    "advise",
    "beginning",
    "read",
]

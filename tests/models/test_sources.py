"""What a source says of itself."""

from __future__ import annotations

import pytest

from practices.models import Source


@pytest.mark.parametrize(
    ("note", "gist"),
    [
        ("", ""),
        ("Een brief.", "Een brief."),
        ("Een brief zonder punt", "Een brief zonder punt"),
        ("  Een brief aan de minister. De datum staat er niet in. ", "Een brief aan de minister."),
        ("Jeugdzorg werkt! en nr. 416. Meer niet.", "Jeugdzorg werkt! en nr. 416."),
        ("Wat is dit? ‘Bijlage I’ staat er.", "Wat is dit?"),
        ("Eerste regel.\n\nTweede alinea.", "Eerste regel."),
    ],
)
def test_gist_is_the_first_sentence_of_the_note(note: str, gist: str) -> None:
    assert Source(note=note).gist == gist

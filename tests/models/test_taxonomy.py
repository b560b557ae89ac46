"""What the lists that practices are filed under refuse."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from ..factories import make_sector


def test_sectors_have_two_levels(db: None) -> None:
    top, other = make_sector("zorg"), make_sector("onderwijs")
    branch = make_sector("ggz", parent=top)
    branch.parent = other
    branch.clean()
    for sector, parent in ((other, branch), (top, other)):
        sector.parent = parent
        with pytest.raises(ValidationError) as refused:
            sector.clean()
        assert refused.value.message_dict.keys() == {"parent"}
        sector.parent = None

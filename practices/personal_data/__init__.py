"""What the site keeps about people, and giving or forgetting it when they ask (P-03, P-06, P-07).

`register.toml` says of every field whether it tells about a person, why, on what basis, for how
long and who sees it; a test keeps it complete. `own` collects what there is about one person,
`erase` forgets them while what they helped to publish stays.
"""

from .erase import FORMER, erase
from .own import own_data, own_data_archive

__all__ = ["FORMER", "erase", "own_data", "own_data_archive"]

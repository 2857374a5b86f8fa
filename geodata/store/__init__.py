"""Events as columns, counts of them that add up, and the cube that answers filters."""

from geodata.store.counts import count_events, counts_hash, merge_counts
from geodata.store.cube import Cube, Profile
from geodata.store.engine import Engine, count_partitions
from geodata.store.events import EVENT_COLUMNS, partitions_of, read_events

__all__ = [
    "EVENT_COLUMNS",
    "Cube",
    "Engine",
    "Profile",
    "count_events",
    "count_partitions",
    "counts_hash",
    "merge_counts",
    "partitions_of",
    "read_events",
]

"""Every name in every language leads to a region; ambiguity is reported."""

from geodata.names.gazetteer import Gazetteer, load_gazetteer
from geodata.names.kinds import kind_words
from geodata.names.names import Lookup, Match, Name, NameSource, Outcome

__all__ = [
    "Gazetteer",
    "Lookup",
    "Match",
    "Name",
    "NameSource",
    "Outcome",
    "kind_words",
    "load_gazetteer",
]

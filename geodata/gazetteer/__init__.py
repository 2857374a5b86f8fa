"""Every name in every language leads to a region; ambiguity is reported."""

from geodata.gazetteer.gazetteer import Gazetteer, load_gazetteer
from geodata.gazetteer.names import Language, Match, Name, NameSource

__all__ = ["Gazetteer", "Language", "Match", "Name", "NameSource", "load_gazetteer"]

"""What a reader chooses: the map, which events, what estimates assume, what is compared."""

from layers.view.assumptions import PER_PERSON, Assumptions, Measure, Weight
from layers.view.parameters import MOST_COMPARED, PARAMETERS
from layers.view.view import Camera, Comparison, EventFilter, Lines, MapView, View

__all__ = [
    "MOST_COMPARED",
    "PARAMETERS",
    "PER_PERSON",
    "Assumptions",
    "Camera",
    "Comparison",
    "EventFilter",
    "Lines",
    "MapView",
    "Measure",
    "View",
    "Weight",
]

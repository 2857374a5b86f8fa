"""What a reader chooses: view, event filter, assumptions, and their form in an address."""

from layers.view.assumptions import PER_PERSON, Assumptions, Measure, Weight
from layers.view.map_view import COUNTRY, PARAMETERS, Camera, EventFilter, Lines, View
from layers.view.parameters import MOST_COMPARED

__all__ = [
    "COUNTRY",
    "MOST_COMPARED",
    "PARAMETERS",
    "PER_PERSON",
    "Assumptions",
    "Camera",
    "EventFilter",
    "Lines",
    "Measure",
    "View",
    "Weight",
]

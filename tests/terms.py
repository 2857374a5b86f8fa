"""Words of the bundled subject, by the names that tests use."""

from __future__ import annotations

from types import SimpleNamespace

from geodata.model import bundled_subject

__all__ = ["KINDS", "MODALITIES", "Kind", "MeasureUnit", "Modality"]

_SUBJECT = bundled_subject()

Kind = SimpleNamespace(**{each.upper(): term for each, term in _SUBJECT.kinds.items()})
Modality = SimpleNamespace(**{each.upper(): term for each, term in _SUBJECT.modalities.items()})
MeasureUnit = SimpleNamespace(**{each.upper(): term for each, term in _SUBJECT.units.items()})

KINDS = tuple(_SUBJECT.kinds.values())
MODALITIES = tuple(_SUBJECT.modalities.values())

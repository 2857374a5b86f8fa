"""Values as text that is the same for equal values."""

from __future__ import annotations

import json

__all__ = ["canonical"]


def canonical(value: object) -> str:
    """Return JSON that is the same for equal values: sorted keys, no spaces, UTF-8.

    Raises
    ------
    ValueError
        If a number is not finite; JSON has no word for it.

    Examples
    --------
    >>> canonical({"b": 1, "a": "བོད"})
    '{"a":"བོད","b":1}'
    """
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )

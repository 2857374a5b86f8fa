"""``python -m tests.lowest``: the lowest versions that pyproject.toml allows, as constraints.

``pip install -c <(python -m tests.lowest) .`` installs them.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_NEED = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?\s*(?:==|>=)\s*([0-9][^,;\s]*)")


def constraints() -> dict[str, str]:
    """Return the lowest version of each package that is needed to run the product.

    Raises
    ------
    ValueError
        If a dependency has no lower bound.
    """
    needs = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    found = {}
    for need in needs:
        bound = _NEED.match(need)
        if bound is None:
            raise ValueError(f"{need!r} has no lower bound")
        found[bound[1]] = bound[2]
    return found


if __name__ == "__main__":
    for name, version in constraints().items():
        print(f"{name}=={version}")

"""``python -m tests.bench NAME``: run one measurement and print its table."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

_HERE = Path(__file__).parent
_NOT_A_BENCH = {"__init__", "__main__"}


def names() -> dict[str, str]:
    """Return the measurements there are, with the first line of what each says of itself."""
    found = {}
    for path in sorted(_HERE.glob("*.py")):
        if path.stem not in _NOT_A_BENCH and not path.stem.startswith("_"):
            found[path.stem] = path.read_text(encoding="utf-8").split('"""')[1].split("\n")[0]
    return found


def main() -> int:
    """Run the measurement that is named first on the command line."""
    known = names()
    if len(sys.argv) < 2 or sys.argv[1] not in known:
        print("Usage: python -m tests.bench NAME [OPTIONS]", file=sys.stderr)
        for name, line in known.items():
            print(f"  {name:12} {line}", file=sys.stderr)
        return 2
    importlib.import_module(f"tests.bench.{sys.argv[1]}").main(sys.argv[2:])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

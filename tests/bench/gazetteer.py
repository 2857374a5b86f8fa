"""How many names a minute lead to a region, beside a scan through all names.

Every name of every region is looked up, in a shuffled order, first by the index and then,
for a sample, by comparing it with each folded spelling in turn.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

from geodata.geography import load_regions
from geodata.names import load_gazetteer
from geodata.names.index import fold
from geodata.names.rules import read_naming

_SAMPLE = 40
_ROUNDS = 5


def _rate(look_up: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return look-ups a second, the best of several rounds."""
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        for text in texts:
            look_up(text)
        best = min(best, time.perf_counter() - start)
    return len(texts) / best


def main(_options: Sequence[str] = ()) -> None:
    """Print look-ups a minute and the ratio to a scan."""
    regions = load_regions()
    gazetteer = load_gazetteer(regions)
    naming = read_naming(regions.geography.folder)
    codes = [code for level in regions.geography.levels for code in regions.codes(level)]
    texts = [name.text for code in codes for name in gazetteer.names(code)]
    random.Random(1).shuffle(texts)
    spellings = [
        (fold(form), code)
        for code in codes
        for name in gazetteer.names(code)
        for form in naming.forms(name.text)
    ]

    def scan(text: str) -> list[str]:
        wanted = fold(text)
        return [code for key, code in spellings if key == wanted]

    gazetteer.lookup("Tsoshar")
    indexed = _rate(gazetteer.lookup, texts)
    scanned = _rate(scan, texts[:_SAMPLE])
    typed = _rate(gazetteer.search, [text[:3] for text in texts[:_SAMPLE]])
    misspelt = _rate(gazetteer.lookup, [f"{text}qz" for text in texts[:_SAMPLE]])
    print(f"{len(texts):,} names of {len(codes):,} regions, {len(spellings):,} spellings")
    print(f"{'look-up of a whole name':36}{60 * indexed:>14,.0f} a minute")
    print(f"{'scan through all spellings':36}{60 * scanned:>14,.0f} a minute")
    print(f"{'ratio':36}{indexed / scanned:>14,.0f}")
    print(f"{'search for a beginning':36}{1000 / typed:>14.1f} ms")
    print(f"{'look-up of an unknown name':36}{1000 / misspelt:>14.1f} ms")

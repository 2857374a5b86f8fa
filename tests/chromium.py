"""Makes sure that a Chromium is there for the browser tests; run as a script to install one.

Tests call :func:`chromium`; without a browser they fail, they do not skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["chromium"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_HELP = (
    "No Chromium was found, and none could be installed. Install one by hand, for example\n"
    "  sudo apt-get install chromium\n"
    "or name one: CHROMIUM=/path/to/chromium"
)


def _playwright_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def chromium() -> str:
    """Return the path of a Chromium.

    Raises
    ------
    RuntimeError
        If there is none; the message names the remedy.
    """
    named = os.environ.get("CHROMIUM")
    found = named or next((path for path in map(shutil.which, _NAMES) if path), None)
    found = found or _playwright_own()
    if not found:
        raise RuntimeError(_HELP)
    return found


def _install() -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("update", "install -y --no-install-recommends chromium"):
            subprocess.run(["apt-get", "-qq", *command.split()], env=quiet, check=True)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    """Install a Chromium unless one is there; return an exit code."""
    try:
        print(f"Browser for the tests: {chromium()}")
    except RuntimeError:
        try:
            _install()
            print(f"Browser for the tests: {chromium()}")
        except (OSError, RuntimeError, subprocess.CalledProcessError) as problem:
            print(f"{problem}\n{_HELP}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A picture as one web page that needs no network."""

from __future__ import annotations

import contextlib
from pathlib import Path

from dashboard.atlas import Atlas
from geodata.errors import AtlasError
from layers.resolve import geometry_names
from layers.view import View
from layers.web.page import page_html

__all__ = ["write_page"]


def write_page(atlas: Atlas, view: View, out: Path) -> None:
    """Write the page of a view; the file appears whole or not at all.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    AtlasError
        If the file cannot be written.
    """
    picture = atlas.picture(view)
    names = (*geometry_names(atlas.facts, view.area), "context")
    assets = {asset.id: asset.value() for asset in (atlas.assets.by_name(name) for name in names)}
    text = page_html(picture, assets)
    draft = out.with_name(f".{out.name}.part")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(out)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise AtlasError(
            f"The file cannot be written ({error.strerror}).",
            where=str(out),
            remedy="Choose a folder that exists and that you may write to.",
        ) from error

"""Maps for other pages: a frame, a PNG or an SVG under an address that names the view.

The addresses hold no more than what the view shows, and nothing of who asks.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.atlas import Atlas, current_atlas
from dashboard.exports.embed_address import (
    ROOT,
    EmbedForm,
    EmbedOptions,
    EmbedTheme,
    view_of_address,
)
from dashboard.exports.files import figure_of, page_text
from dashboard.headers import allowed_frames, ancestors
from dashboard.renderings import Busy, ByteCache, shared_renderings
from geodata.errors import AtlasError
from geodata.facts import Facts
from geodata.i18n import _
from layers.address import address_of
from layers.figure import FigureFormat, FigureOptions, FigureSize, FigureTheme
from layers.picture.resolve import resolve
from layers.view import View
from layers.web.bundle import bundle_id
from layers.web.page_form import PageForm, Tone

__all__ = ["embed_routes"]

_KEPT_BYTES = 48_000_000
_FRESH = "public, max-age=300"
"""For five minutes no browser asks again; then it names what it holds and is told if it changed."""

_RETRY = 3
"""Seconds after which a reader who was refused may ask again."""

_TYPES = {
    EmbedForm.HTML: "text/html",
    EmbedForm.PNG: "image/png",
    EmbedForm.SVG: "image/svg+xml",
}
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
_PAGE_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; "
    "img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
)
"""Beside it holds the page's own, which names its one script and its one style by hash."""

_kept = ByteCache(_KEPT_BYTES)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one address asks for."""

    view: View
    form: EmbedForm
    options: EmbedOptions

    def tag(self, atlas: Atlas) -> str:
        """Return a word that changes whenever the answer does."""
        picture = resolve(self.view, atlas.facts, atlas.assets.id_of)
        choices = sorted(self.options.params(self.form).items())
        made_by = f"{self.form} {choices} {bundle_id()}"
        return f"{picture.hash[:32]}-{hashlib.sha256(made_by.encode()).hexdigest()[:16]}"


def _asked(request: Request, atlas: Atlas) -> _Asked:
    word, _dot, ending = request.path_params["file"].rpartition(".")
    form = next((each for each in EmbedForm if each.value == ending), None)
    if form is None:
        raise AtlasError(
            _("A map has no form {ending!r}.").format(ending=ending[:20]),
            where="embed",
            remedy=_("Let the address end in .{names}.").format(names=", .".join(EmbedForm)),
        )
    view, params = view_of_address(word, dict(request.query_params.multi_items()), atlas.facts)
    return _Asked(view, form, EmbedOptions.of(form, params))


def _page(atlas: Atlas, asked: _Asked) -> bytes:
    tones = {EmbedTheme.LIGHT: Tone.LIGHT, EmbedTheme.DARK: Tone.DARK}
    form = PageForm(
        report=False,
        title=asked.options.title,
        legend=asked.options.legend,
        time=asked.view.map.time is not None,
        tone=tones.get(asked.options.theme or EmbedTheme.SYSTEM, Tone.SYSTEM),
    )
    return page_text(atlas, asked.view, form).encode()


def figure_options(view: View, facts: Facts, options: EmbedOptions) -> FigureOptions:
    """Return the options of a figure of a size in pixels."""
    return FigureOptions(
        size=FigureSize(options.width, options.height, pixels=True, dpi=96),
        theme=FigureTheme(options.theme or EmbedTheme.PRINT),
        show_title=options.title,
        restore=address_of(view, facts),
    )


def _made(atlas: Atlas, asked: _Asked) -> bytes:
    if asked.form is EmbedForm.HTML:
        return _page(atlas, asked)
    form = FigureFormat(asked.form.value)
    return figure_of(
        atlas, asked.view, form, figure_options(asked.view, atlas.facts, asked.options)
    )


def _refused(problem: AtlasError, status: int, retry: int = 0) -> Response:
    headers = {"Cache-Control": "no-store"}
    if retry:
        headers["Retry-After"] = str(retry)
    return PlainTextResponse(str(problem), status, headers=headers)


def _known(request: Request, tag: str) -> bool:
    """Whether the asker holds the newest answer already."""
    named = request.headers.get("if-none-match", "")
    held = {part.strip().removeprefix("W/") for part in named.split(",")}
    return bool(held & {f'"{tag}"', "*"})


def _headers(asked: _Asked, tag: str) -> dict[str, str]:
    """Return the headers of an answer, also of one that says that nothing changed."""
    policy = _PAGE_POLICY if asked.form is EmbedForm.HTML else _PICTURE_POLICY
    shared = "cross-origin" if allowed_frames() else "same-origin"
    return {
        "ETag": f'"{tag}"',
        "Cache-Control": _FRESH,
        "Content-Security-Policy": f"{policy}; {ancestors(allowed_frames())}",
        "Cross-Origin-Resource-Policy": shared,
    }


async def _embed(request: Request) -> Response:
    atlas = current_atlas()
    try:
        asked = _asked(request, atlas)
        tag = await run_in_threadpool(asked.tag, atlas)
        headers = _headers(asked, tag)
        if _known(request, tag):
            return Response(status_code=304, headers=headers)
        body = _kept.get(tag)
        if body is None:
            body = await shared_renderings.of(tag, lambda: _made(atlas, asked))
            _kept.put(tag, body)
    except Busy as busy:
        return _refused(busy, 503, _RETRY)
    except AtlasError as problem:
        return _refused(problem, 400)
    return Response(body, media_type=_TYPES[asked.form], headers=headers)


def embed_routes() -> list[Route]:
    """Return the routes of embedded maps."""
    return [Route(f"{ROOT}/{{file}}", _embed)]

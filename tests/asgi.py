"""Asks an application without a network: one request, one answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

__all__ = ["Answer", "Client"]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8."""
        return self.content.decode("utf-8")


@dataclass(frozen=True)
class Client:
    """Asks one application."""

    app: ASGIApp

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return the answer to a GET request."""
        # A loop of its own: the thread of the tests may hold the browser's.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, self._get(url, headers or {})).result()

    async def _get(self, url: str, headers: Mapping[str, str]) -> Answer:
        path, _, query = url.partition("?")
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), text.encode()) for name, text in headers.items()],
            "server": ("127.0.0.1", 80),
            "client": ("127.0.0.1", 1),
        }
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start = sent[0]
        held = {name.decode().lower(): text.decode() for name, text in start["headers"]}
        return Answer(start["status"], held, b"".join(each.get("body", b"") for each in sent[1:]))

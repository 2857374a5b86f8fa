"""Stands in for what only a browser does."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
import streamlit as st

__all__ = ["without_browser"]


def without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let components of pages draw nothing and answer that nothing was pressed."""

    def component(*_: object, **__: object) -> Mock:
        return Mock(return_value=Mock(pressed=None))

    monkeypatch.setattr(st.components.v2, "component", component)

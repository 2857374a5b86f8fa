"""The pages that can be taken away as a report, and what each of them tells."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.compare.report import COMPARISON
from dashboard.exports.reports import PageReport
from dashboard.region.report import PROFILE
from layers.report import ReportPage

__all__ = ["REPORTS"]

REPORTS: Mapping[ReportPage, PageReport] = {each.page: each for each in (PROFILE, COMPARISON)}

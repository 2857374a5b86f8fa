"""Two to eight regions beside one another, on identical scales, as what stands on the screen."""

from dashboard.viewmodel.compare.page import ComparePage, compare_page, with_selection
from dashboard.viewmodel.compare.sets import ReadySet, ready_sets

__all__ = ["ComparePage", "ReadySet", "compare_page", "ready_sets", "with_selection"]

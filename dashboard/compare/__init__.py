"""Two to eight regions beside one another, on identical scales, as what stands on the screen."""

from dashboard.compare.model import ComparePage, ReadySet, compare_page, ready_sets, with_selection

__all__ = ["ComparePage", "ReadySet", "compare_page", "ready_sets", "with_selection"]

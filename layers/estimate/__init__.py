"""Figures about how much was collected: one family of methods per file."""

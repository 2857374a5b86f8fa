"""Columns on regions: one theme of layers a file."""

"""One command a module; :mod:`dashboard.cli` puts them together."""

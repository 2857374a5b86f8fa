"""One picture as a value: resolved from a view, read by painters, put into words."""

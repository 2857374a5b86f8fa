"""The region page and its panel."""

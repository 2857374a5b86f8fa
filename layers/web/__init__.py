"""The painter, its vendored assets, and the offline web page."""

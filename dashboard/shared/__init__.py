"""What several pages share: HTML, widgets, citations, links, search."""

"""What pages and figures draw from: vendored files, fonts, geometry, words."""

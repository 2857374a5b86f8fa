"""Letters: fonts, shaping, sizes."""

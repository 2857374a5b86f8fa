"""Facts into tables and pictures."""

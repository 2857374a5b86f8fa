"""Page scripts: each reads the address and calls panels."""

"""One module for each larger command of ``deployment-atlas``."""

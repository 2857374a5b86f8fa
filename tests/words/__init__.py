"""The words of the interface: one catalogue, complete, in every place where words are shown."""

"""What is documented, by whom, where."""

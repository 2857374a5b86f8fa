"""A view as files that leave the program, and the buttons that save them."""

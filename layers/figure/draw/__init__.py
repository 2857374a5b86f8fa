"""What is drawn on the sheet: ground, marks, legend."""

"""What stands in an address beside a view: data it was made on, former codes, table orders."""

"""A shop's orders: cleaned, summed up by day, reported."""

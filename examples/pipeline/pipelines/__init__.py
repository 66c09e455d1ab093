"""Cleans the orders of a shop, sums them up by day, and reports on them."""

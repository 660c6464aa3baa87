"""Check: what is wrong or in doubt in a cluster's tables, as values with their place."""

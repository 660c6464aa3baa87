"""Diagnosis: whether the conditions for collective efficiency are there, each with its evidence."""

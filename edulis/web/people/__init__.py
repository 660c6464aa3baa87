"""Clusters and their people: founding, inviting, entering, roles, consent, leaving."""

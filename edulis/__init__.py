"""Edulis: the workbench that a cluster of small food enterprises and the people who support it share."""

__version__ = "0.1.0"

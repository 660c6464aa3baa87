"""Flows: true quantities from reports that disagree, with their errors and the reports to talk over."""

"""Ballots: a question put to named people under a rule set beforehand, counted once, by one pure function."""

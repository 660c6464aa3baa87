"""The journal: meetings, minutes and what was documented; it shows the trail."""

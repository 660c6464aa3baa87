"""Excel workbooks: read in a process of their own, and written to be filled in."""

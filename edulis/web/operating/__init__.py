"""Running a site, for the command line: its home, what is unsafe, serving, founding, backup and its proof."""

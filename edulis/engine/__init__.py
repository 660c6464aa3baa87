"""What can be worked out from a cluster; no files, clock or network."""

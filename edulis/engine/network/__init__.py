"""Network: who bridges, who is cut off, who trades but does not talk."""

"""The map: what members recorded about enterprises, households, trades and ties, and the pictures made from it."""

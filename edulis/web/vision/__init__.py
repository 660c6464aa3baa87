"""Vision: what people agree on, statement by statement, and the text that they make of it."""

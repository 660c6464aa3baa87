"""From the bytes of a file to its text, in the encodings in use in Viet Nam."""

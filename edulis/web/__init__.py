"""The site: where members, allied actors and facilitators meet; the only storey that knows Django. Its rooms follow."""

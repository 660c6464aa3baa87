"""The site: where members, allied actors and facilitators meet. The only storey that knows Django."""

"""Front doors: our path for members, and one for each other role. The only room that looks into all rooms."""

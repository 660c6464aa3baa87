"""What every room uses: the trail, rules, locks, keys that let a write happen once, versions, languages, base page."""

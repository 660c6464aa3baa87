"""From text to typed columns: layout, headings, numbers, dates and words, and the refusal of what is in doubt."""

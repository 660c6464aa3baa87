"""In and out of other people's files: workbooks, CSV, data packages."""

"""Compare a Markdown page with the code that it shows: see README.md in this folder."""

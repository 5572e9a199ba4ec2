"""Hold a Markdown page to the code that it shows: see README.md in this folder."""

"""The tools that build the site from docs/ and snippets/, and compare the two."""

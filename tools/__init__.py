"""What turns docs/ and snippets/ into the site, and holds the two together."""

"""Build the site from docs/: Markdown steps, hooks, theme, lessons."""

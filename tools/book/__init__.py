"""Make the site of docs/: Markdown steps, hooks, theme, lessons."""

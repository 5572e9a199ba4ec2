"""Read: pages, what they include and show, front matter, files, the project's settings."""

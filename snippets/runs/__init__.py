"""What runs long and is shown by pages, and what it needs."""

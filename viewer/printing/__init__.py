"""The printed page: pagination, running heads, preview, PDF."""

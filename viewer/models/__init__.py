"""Qt models: rows of frozen data, reset once per answer."""

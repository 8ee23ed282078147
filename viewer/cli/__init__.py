"""The command line, one module per command; no Qt except for print."""

"""One small reader per format; each turns a file into text and raises only ReadError."""

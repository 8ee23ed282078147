"""One widget, one file: signals out, setters in."""

"""Data that ships with Fonds: label tables, gazetteer, icons, style, the sample archive."""

"""From a file to records: scan, readers, field card, furniture, dates, places, language."""

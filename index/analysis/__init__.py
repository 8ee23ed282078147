"""From text to terms: tokens, folding, stems. One memo serves documents, queries and marks."""

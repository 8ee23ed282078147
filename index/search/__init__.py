"""What a person asks and how it is answered: query language, facets, snippets, suggestions."""

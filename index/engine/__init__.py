"""The columnar Whoosh engine: codec, bulk writer and vectorised searcher."""

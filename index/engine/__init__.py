"""Where terms become postings and columns, and queries become rankings.

``interface`` says what an engine offers and ``choice`` which one an archive uses.
"""

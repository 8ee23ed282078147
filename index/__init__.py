"""The archive engine: from folders of documents to records that are found, read and counted.

It knows no Qt and no platform folders; every folder is an argument. The façade is
``index.archive.Archive``.
"""

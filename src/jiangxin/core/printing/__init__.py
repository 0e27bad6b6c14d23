"""Plain data in, printed paper out: official documents, forms, lists, certificates and plaques.

Every function takes frozen dataclasses and a `Typesetter` and returns the bytes of one file. Nothing here reads the
clock, the database or the settings; the same input gives the same bytes.
"""

"""The ideas of the house in pure Python: no Django, nothing of ours from outside this package.

Functions here take and return plain values. What a person will read is never written here: an answer carries a code
and its parameters, and the caller words it in the reader's language.
"""

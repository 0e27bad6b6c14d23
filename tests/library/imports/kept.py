"""Reading what was kept."""


def bytes_of(stored):
    """Return the content of a stored file, and close it."""
    with stored.content.open("rb") as file:
        return file.read()

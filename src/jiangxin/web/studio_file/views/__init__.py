"""Views of the pages of one studio."""

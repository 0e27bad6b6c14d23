"""Studios: the named, living things."""

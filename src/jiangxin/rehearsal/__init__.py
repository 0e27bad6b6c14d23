"""Sample city, rehearsal of a whole batch, real cities' shapes."""

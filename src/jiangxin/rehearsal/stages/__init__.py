"""The stages of a rehearsed batch, in the order a city walks through them."""

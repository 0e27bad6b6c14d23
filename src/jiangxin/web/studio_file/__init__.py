"""Pages of one studio that two faces show alike: its own people's and the desk's. Policies tell their acts apart."""

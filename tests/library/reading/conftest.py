"""Reading tables are built at the first call: how long one example takes says nothing here."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

"""The fault of a setting, in a module of its own: catching it must not load the settings that raise it."""


class SettingsError(Exception):
    """A setting is missing or malformed; the text says which one, why, and what to write instead."""

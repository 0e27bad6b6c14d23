"""Template tags of the UI kit; `ui` is a builtin of every template."""

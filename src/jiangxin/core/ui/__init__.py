"""The UI kit in Python: what the header, the lists and the parts of a page are made of. Templates are in `ui/`."""

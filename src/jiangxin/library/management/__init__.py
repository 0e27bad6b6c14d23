"""The library on the command line."""

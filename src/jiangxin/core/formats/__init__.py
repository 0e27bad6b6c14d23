"""How dates, times and numbers are written; Django reads these through FORMAT_MODULE_PATH."""

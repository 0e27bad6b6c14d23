"""Measures of the field: calendar, identifiers, numbers and money, each after its published standard."""

"""The table of energy factors as this house keeps it."""

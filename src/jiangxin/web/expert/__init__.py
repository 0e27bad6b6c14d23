"""Where experts score and inspectors record."""

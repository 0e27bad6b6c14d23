"""What a blueprint says, read into frozen objects."""

"""Signing in, switching duty and language, the errands of the day."""

"""Blueprints, calls, quotas, entries and the stages they walk through."""

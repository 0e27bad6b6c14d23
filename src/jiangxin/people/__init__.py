"""Persons, their accounts and their honours."""

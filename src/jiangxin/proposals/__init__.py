"""Proposals: workers propose, their union answers, what is adopted is carried out and put to use."""

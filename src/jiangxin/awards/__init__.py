"""Ranking, decision, public notice, objections, naming, certificates and plaques."""

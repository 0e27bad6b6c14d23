"""Views of the workers' face."""

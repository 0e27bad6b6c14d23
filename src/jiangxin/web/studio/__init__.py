"""Where studio leaders and secretaries apply."""

"""The union tree, its cross links, memberships and duties."""

"""Shipped campaign kinds, one TOML file each; docs/developer/blueprint-format.md tells what every key means."""

"""The shipped campaign kinds and rubrics, one TOML each. Data only; docs/developer/blueprint-format.md tells the keys."""

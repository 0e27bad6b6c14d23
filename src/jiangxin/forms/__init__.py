"""Forms as data: definitions, conditions, answers, autosave, Excel, print and blind copies. No tables of its own."""

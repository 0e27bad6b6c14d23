"""A ledger kept elsewhere, taken over from one workbook: sheets recognised, tried without effect, entered, undone."""

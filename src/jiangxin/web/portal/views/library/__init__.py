"""The library as everybody reads it: finding articles, reading one, keeping some."""

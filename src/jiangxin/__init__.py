"""Jiangxin (匠心): the platform on which a trade-union federation runs its model-worker studio programme."""

__version__ = "0.1.0"

"""Receiving, keeping and giving out files."""

from jiangxin.core.files.sniff import Accepted, sniff
from jiangxin.core.files.store import keep, keep_bytes

__all__ = ["Accepted", "keep", "keep_bytes", "sniff"]

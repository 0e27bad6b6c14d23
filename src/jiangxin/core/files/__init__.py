"""Receiving, keeping and giving out files."""

from jiangxin.core.files.sniff import Accepted, sniff
from jiangxin.core.files.store import keep, keep_as_is, keep_bytes
from jiangxin.core.files.upload import Upload

__all__ = ["Accepted", "Upload", "keep", "keep_as_is", "keep_bytes", "sniff"]

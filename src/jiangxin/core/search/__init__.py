"""Chinese full-text search over whatever a room registers, the same on every engine.

A room declares a `SearchKind` and calls `index` and `forget` in its services. Readers ask through their gates.
"""

from jiangxin.core.search.finding import COUNT_CAP, Hit, Order, Results, find, matching
from jiangxin.core.search.indexing import forget, index
from jiangxin.core.search.kinds import Document, SearchKind, register, registered
from jiangxin.core.search.marking import Piece, excerpt, highlight
from jiangxin.core.search.reindexing import reindex
from jiangxin.core.search.suggesting import Suggestion, suggest

__all__ = [
    "COUNT_CAP",
    "Document",
    "Hit",
    "Order",
    "Piece",
    "Results",
    "SearchKind",
    "Suggestion",
    "excerpt",
    "find",
    "forget",
    "highlight",
    "index",
    "matching",
    "register",
    "registered",
    "reindex",
    "suggest",
]

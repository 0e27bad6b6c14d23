"""Writing about campaigns."""

from jiangxin.campaigns.services.passage import lock_entry, may_move, move_entry

__all__ = ["lock_entry", "may_move", "move_entry"]

"""Writing about studios."""

from jiangxin.studios.services.naming import name_studios, withdraw_studio

__all__ = ["name_studios", "withdraw_studio"]

"""`jiangxin check`, `jiangxin run`, `jiangxin work`."""

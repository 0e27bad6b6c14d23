"""`jiangxin restore`, `jiangxin outline`, `jiangxin count`, `jiangxin library`."""

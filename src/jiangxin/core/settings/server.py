"""Where `jiangxin run` listens."""

from jiangxin.core.settings import environment

BIND = environment.listening("JIANGXIN_BIND", "127.0.0.1", "监听地址 address to listen on")
PORT = environment.whole("JIANGXIN_PORT", 8000, "监听端口 port to listen on", within=(1, 65_535))
WORKERS = environment.whole("JIANGXIN_WORKERS", 2, "网站进程数 processes that answer requests", within=(1, 64))

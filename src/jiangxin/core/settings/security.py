"""Sessions, passwords, cookies and the content security policy."""

from jiangxin.core.settings import environment
from jiangxin.core.settings.home import load_secrets

SECRETS = load_secrets()
DEBUG = environment.flag("JIANGXIN_DEBUG", "开发模式 development mode", default=False)
ALLOWED_HOSTS = environment.hosts(
    "JIANGXIN_HOSTS", ("127.0.0.1", "localhost", "[::1]"), "允许的主机名 host names this site answers to"
)
HTTPS = environment.flag(
    "JIANGXIN_HTTPS", "是否只经 HTTPS 提供 whether the site is served over HTTPS only", default=False
)
BASE_ADDRESS = environment.web_address(
    "JIANGXIN_ADDRESS",
    "http://127.0.0.1:8000",
    "站点公开地址，用于二维码 public address of the site, printed in QR codes",
)
IDLE_MINUTES = environment.whole(
    "JIANGXIN_IDLE_MINUTES", 30, "无操作多少分钟后退出 minutes without an act before sign-out", within=(1, 10_080)
)
FAST_PASSWORDS = environment.flag(
    "JIANGXIN_FAST_PASSWORDS",
    "仅供演练和测试：快速口令散列 rehearsals and tests only: a quick password hash",
    default=False,
)

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
    if FAST_PASSWORDS
    else "django.contrib.auth.hashers.Argon2PasswordHasher",
    "jiangxin.people.hashers.StartPasswordHasher",  # asked for by name only; the first one keeps what people choose
]
CSRF_TRUSTED_ORIGINS = [BASE_ADDRESS] if BASE_ADDRESS.startswith("https://") else []
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; object-src 'none';"
    " base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)

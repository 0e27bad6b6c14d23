"""Django settings, put together from one file per topic; values come from JIANGXIN_* environment variables."""

from pathlib import Path

from jiangxin.core.settings import environment, mail, paper, security
from jiangxin.core.settings import server as server  # declared here, so that every listing of the variables has them
from jiangxin.core.settings.database import DATABASES as DATABASES
from jiangxin.core.settings.home import HOME as HOME

PACKAGE = Path(__file__).resolve().parents[2]

SECRET_KEY = security.SECRETS["signing_key"]
FIELD_KEY = security.SECRETS["field_key"]
DIGEST_KEY = security.SECRETS["digest_key"]
DEBUG = security.DEBUG
ALLOWED_HOSTS = security.ALLOWED_HOSTS
BASE_ADDRESS = security.BASE_ADDRESS
CSRF_TRUSTED_ORIGINS = security.CSRF_TRUSTED_ORIGINS
PASSWORD_HASHERS = security.PASSWORD_HASHERS
CONTENT_SECURITY_POLICY = security.CONTENT_SECURITY_POLICY
FONT_FOLDERS = paper.FONT_FOLDERS
FACES = paper.FACES

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "jiangxin.core",
    "jiangxin.people",
    "jiangxin.orgs",
    "jiangxin.forms",
    "jiangxin.campaigns",
    "jiangxin.review",
    "jiangxin.awards",
    "jiangxin.studios",
    "jiangxin.proposals",
    "jiangxin.library",
    "jiangxin.web.account",
    "jiangxin.web.portal",
    "jiangxin.web.studio",
    "jiangxin.web.worker",
    "jiangxin.web.desk",
    "jiangxin.web.expert",
    "jiangxin.rehearsal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "jiangxin.core.middleware.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "jiangxin.web.account.middleware.actor",
    "jiangxin.core.middleware.refusals",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "jiangxin.web.urls"
WSGI_APPLICATION = "jiangxin.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "jiangxin.web.account.context.house",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "jiangxin.core.templatetags.ui"],
        },
    }
]

AUTH_USER_MODEL = "people.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account:sign-in"
LOGIN_REDIRECT_URL = "account:home"
LOGOUT_REDIRECT_URL = "portal:home"
SESSION_COOKIE_AGE = security.IDLE_MINUTES * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = security.HTTPS
SECURE_SSL_REDIRECT = security.HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if security.HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if security.HTTPS else None
X_FRAME_OPTIONS = "DENY"
# Lists of rows in one form (members, outcomes …) are long; text beyond this is refused in plain words by the form.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
CSRF_FAILURE_VIEW = "jiangxin.core.middleware.csrf_failure"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = mail.HOST, mail.PORT
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.USER, mail.PASSWORD
EMAIL_USE_TLS, EMAIL_USE_SSL = mail.SECURITY == "STARTTLS", mail.SECURITY == "TLS"
EMAIL_TIMEOUT = mail.SECONDS
DEFAULT_FROM_EMAIL = mail.SENDER
DIGEST_HOUR = mail.HOUR

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = environment.time_zone("JIANGXIN_TIME_ZONE", "Asia/Shanghai", "时区 time zone")
USE_TZ = True
FORMAT_MODULE_PATH = "jiangxin.core.formats"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "jiangxin.core.front_end.FrontEndFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or security.FAST_PASSWORDS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = HOME / "files"
MEDIA_URL = ""  # stored files have no address of their own; a gated view serves each
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_LOG_LEVEL = environment.one_of(
    "JIANGXIN_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), "日志级别 log level"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": _LOG_LEVEL},
    "loggers": {"django": {"level": _LOG_LEVEL}},
}

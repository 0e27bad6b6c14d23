import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def _frame_without_house(settings: LazySettings) -> None:
    """Render pages without the faces' frame, so that only the kit's own queries are counted."""
    engine = settings.TEMPLATES[0]
    options = {
        **engine["OPTIONS"],
        "context_processors": [
            "django.template.context_processors.request",
            "django.template.context_processors.i18n",
            "django.contrib.messages.context_processors.messages",
        ],
    }
    settings.TEMPLATES = [{**engine, "OPTIONS": options}]

"""A form field for a moment as browsers write it."""

from datetime import datetime
from typing import Any

from django import forms

from jiangxin.core.moments import is_ours

MOMENT_FORMAT = "%Y-%m-%dT%H:%M"
_READ = (MOMENT_FORMAT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")


class MomentField(forms.DateTimeField):
    """A moment in the federation's zone, to the minute."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT_FORMAT)
        super().__init__(widget=widget, input_formats=_READ, **options)

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment; one of a year the house does not reckon with is no moment."""
        read = super().to_python(value)
        if read is not None and not is_ours(read):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return read

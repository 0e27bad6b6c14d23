"""The type of an uploaded file, as a name that also exists at run time."""

from typing import TYPE_CHECKING, Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile

if TYPE_CHECKING:
    Upload: TypeAlias = UploadedFile[Any]
else:
    Upload = UploadedFile

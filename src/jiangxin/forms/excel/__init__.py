"""Rows of a section out to a workbook with drop-downs, and back in."""

from jiangxin.forms.excel.reading import Imported, read_workbook
from jiangxin.forms.excel.template import template_workbook

__all__ = ["Imported", "read_workbook", "template_workbook"]

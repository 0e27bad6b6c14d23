"""Workbooks of any length: read and written row by row, so that memory does not grow with them."""

from jiangxin.core.spreadsheet.merges import Merge
from jiangxin.core.spreadsheet.reading import Cell, Workbook, WorkbookFault
from jiangxin.core.spreadsheet.unread import Unread
from jiangxin.core.spreadsheet.writing import BookWriter, RowWriter, Shade, workbook_writer

__all__ = [
    "BookWriter",
    "Cell",
    "Merge",
    "RowWriter",
    "Shade",
    "Unread",
    "Workbook",
    "WorkbookFault",
    "workbook_writer",
]

"""Workbooks of any length: read and written row by row, so that memory does not grow with them."""

from jiangxin.core.spreadsheet.reading import Cell, Workbook, WorkbookFault
from jiangxin.core.spreadsheet.writing import BookWriter, RowWriter, Shade, workbook_writer

__all__ = ["BookWriter", "Cell", "RowWriter", "Shade", "Workbook", "WorkbookFault", "workbook_writer"]

"""Workbooks of any length: read and written row by row, so that memory does not grow with them."""

from jiangxin.core.spreadsheet.reading import Cell, Workbook, WorkbookFault
from jiangxin.core.spreadsheet.writing import RowWriter, Shade, workbook_writer

__all__ = ["Cell", "RowWriter", "Shade", "Workbook", "WorkbookFault", "workbook_writer"]

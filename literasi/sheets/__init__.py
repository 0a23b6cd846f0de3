"""Spreadsheets: what somebody uploads, read without trust, and what the site writes.

The only importer of openpyxl, which reads, and of XlsxWriter, which writes.
"""

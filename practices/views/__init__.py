"""The public HTML pages. They read; nothing here writes.

A module here imports only from modules earlier in this list:
problems, errors < nodes < listing < detail < catalogue < vocabulary < pages.
"""

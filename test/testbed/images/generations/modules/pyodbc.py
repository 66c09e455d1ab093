"""Stands for pyodbc, which disdat 0.7 imports at its start and uses for links to databases only. It has no wheel for
Python 2.7."""

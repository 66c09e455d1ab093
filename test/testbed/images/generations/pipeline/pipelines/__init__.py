"""Pipes for every version of disdat from 0.7.1 to 0.10.1, on Python 2.7 and 3.9."""

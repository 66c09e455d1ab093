"""Pipes of the classic kind: one input bundle in, one output bundle out."""

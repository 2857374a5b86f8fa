"""Measurements, run on demand: each compares two things in one run."""

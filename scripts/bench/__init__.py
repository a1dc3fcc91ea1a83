"""Measures the project beside others in the same run, as ratios; never a test."""

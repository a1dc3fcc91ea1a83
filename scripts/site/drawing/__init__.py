"""Drawings: figures, the scan, QR codes, letters and how wide they are."""

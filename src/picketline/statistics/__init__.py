"""Disputes to official figures by named counting rules."""

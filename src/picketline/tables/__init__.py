"""Rows of existing listings to claims: one map a listing."""

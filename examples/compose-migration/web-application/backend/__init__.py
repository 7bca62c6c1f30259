"""Measurements over HTTP, kept in Redis."""

"""Roles and permissions, pure."""

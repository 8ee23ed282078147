"""Dialogs that a menu opens."""

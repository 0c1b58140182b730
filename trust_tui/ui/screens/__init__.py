"""Whole screens, beside the main one."""

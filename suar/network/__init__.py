"""Organisations, their units, the directory of services, and agreements between organisations."""

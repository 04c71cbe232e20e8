"""The project: settings, addresses, and what stands around Django."""

__version__ = "0.2.0"

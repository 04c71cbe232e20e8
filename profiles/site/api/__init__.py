"""The API: its endpoints, and how it is described to machines."""

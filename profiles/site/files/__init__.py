"""The directory, its meetings, documents and programmes as files: what their columns hold, and the downloads."""

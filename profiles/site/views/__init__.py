"""The public pages, by what they are about. Each reads the directory through its reading, and writes nothing."""

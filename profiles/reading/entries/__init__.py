"""Entries that are no profile, as their pages show them: meetings with who took part, documents, programmes."""

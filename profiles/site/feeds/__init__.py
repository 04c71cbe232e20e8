"""What others follow: the log as Atom and as JSON Feed, a page at a time; the meetings as a calendar."""

"""The doctor: what is wrong, or soon will be, with this installation, in sentences for whoever runs it.

Each module looks at one side of it and yields findings. It changes nothing. May import whatever the desk may.
"""

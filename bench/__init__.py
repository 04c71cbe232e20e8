"""The portal's own benchmark, run by the command `bench`: nothing that serves pages imports it.

Everything is measured beside a yardstick of the same run: a static file of a profile's bytes, on the same server.
"""

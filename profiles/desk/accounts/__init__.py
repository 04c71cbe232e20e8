"""Accounts: signing in, the second step, passwords, and the door of admin that asks for them.

May import the desk's models and permissions. Never what is edited there.
"""

"""The desk: private tables, the verbs that publish, who may call them, Django admin; and three public doors of its own.

May import every room but `serving`. Nothing outside imports the desk: what it knows becomes public by being published.
"""

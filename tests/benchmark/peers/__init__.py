"""Other ways to build the same list, on the same records: a small Django project of its own.

It runs in an environment of its own (`tests.benchmark.peer_runs` makes it), for the site itself
needs none of its packages.
"""

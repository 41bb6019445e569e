"""Settings that hold for all tests."""

from hypothesis import settings

# The machine's load must not decide whether a test passes, nor may chance.
settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")

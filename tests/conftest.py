"""What holds for all tests: a busy machine is no fault of what is tested."""

from hypothesis import settings

settings.register_profile("fonds", deadline=None)
settings.load_profile("fonds")

"""Property tests without a time limit a case: the machine may be busy, and slowness is measured elsewhere."""

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")

"""The gateway: every way in (chat page, plain page, staff) and the boundary they all pass."""

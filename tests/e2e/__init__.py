"""People in a real browser, at phone width, against the running system: the chat page, the plain page, the desk."""

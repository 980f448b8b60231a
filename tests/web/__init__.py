"""The chat page: in Node, in a real browser, and against Python's sealing."""

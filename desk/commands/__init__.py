"""The desk's command line, one module a noun."""

"""The internal side: the only holder of the private key. Workbench, command line, document worker, reminders."""

"""What stands where in each document: one function a kind. Run by `make_templates`; an office edits the result in Word."""

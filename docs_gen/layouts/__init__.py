"""What stands where in each document: one function a kind. An office edits the result in Word."""

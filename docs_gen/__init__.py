"""Word documents in official format, from typed data and templates that an office can edit in Word."""

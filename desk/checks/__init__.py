"""Parts of the check of answers: plain forms of a text, official vocabulary, names, numbers."""

"""The regulations as code: text as data, one module a regulation, pure functions from facts to outcomes."""

"""The regulations as code: text as data, one module a regulation, pure functions from facts to outcomes.

texts/         the words of 规定 1 to 3 (YAML, made by texts/convert.py from the sources)
reference.py   Ref: parse, cite, quote; a reference that doesn't resolve can't be made
numerals.py    第十四条 ⇄ 14
calendar.py    working days with 调休, an overlay for the office, 暂定 for unpublished years
parameters/    dated amounts and periods, each with its provision
deadlines/     every period and duty: the table, the engine, those of 规定 3 by name
outcome.py     Outcome, Point, Measure; wording.py: options and sentences as data (data/<module>.yaml)
witness_protection/, reporter_protection/, police_rights/     规定 1, 2, 3, in article order
lives/         the lives of cases as state machines
explain.py     an outcome in words: what applied, what did not and why, what is missing
flows.py       a flow of store/items.yaml → its outcome
provision.py, coverage.py     which function applies which article; writes docs/coverage.md
"""

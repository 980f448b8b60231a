"""What runs inside Rasa: the connector, the turn, the NLU components. Own environment (Python 3.10)."""

"""How many cards of board are where."""

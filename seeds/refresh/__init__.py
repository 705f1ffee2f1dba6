"""How the tables of `seeds/` are derived again from maintained packages and from the hand-written `seeds/curated/`."""

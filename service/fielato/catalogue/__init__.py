"""What is known of the world on a date: territories, adequacy decisions, regions, and what vendors do.

1. `tables`      the rows of `seeds/`, typed
2. `territory`   what a territory is in law on a date
3. `offers`      where regions lie, and which services and accelerators they offer
4. `hosts`       which rows speak of an address
5. `recognised`  what types, variables and names in files of other tools stand for
6. `catalogue`   all tables behind one lookup interface
"""

from .catalogue import Catalogue
from .tables import Adequacy, Region
from .territory import Territory

__all__ = ["Adequacy", "Catalogue", "Region", "Territory"]

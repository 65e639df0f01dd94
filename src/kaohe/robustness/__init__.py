"""How sure a rank is: what is uncertain is drawn again and again, and every place counted."""

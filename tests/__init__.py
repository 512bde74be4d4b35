"""The suite mirrors the floors; laws, traps, trust, browser and real books beside them."""

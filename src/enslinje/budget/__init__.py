"""Money: the ledger, reserves, earmarks and petitions, and the statements made of them."""

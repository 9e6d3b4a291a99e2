"""The pages of money: the year's budget, a body's, reserves, and the ledger."""

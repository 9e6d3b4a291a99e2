"""Pages of the comments on bodies' plans: in threads, about one thing of the plan each."""

"""Records to Judgements: copies, names, same dispute."""

"""Finding what stands in a text: sentences, numbers, money, dates, names, places, furniture, offsets."""

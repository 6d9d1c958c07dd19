"""Document to Record: gate, mentions, events, modality, attribution, roles; the shipped model; other backends."""

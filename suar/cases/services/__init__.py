"""Services given to the person, by us or by a receiving organisation."""

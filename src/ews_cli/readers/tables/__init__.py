"""Tables: a row per provider and year, or per provider, year and post. `reading` is the door."""

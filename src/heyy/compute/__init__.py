"""Pure computation: no Django, database, file or clock; actions, queries and jobs call it."""

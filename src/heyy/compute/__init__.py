"""Pure computation: no Django, no database, no clock, no file; only actions, queries and jobs call it."""

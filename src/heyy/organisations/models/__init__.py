from heyy.organisations.models.organisation import BroughtIn, EarlierName, Location, Organisation
from heyy.organisations.models.theme import Theme

__all__ = ["BroughtIn", "EarlierName", "Location", "Organisation", "Theme"]

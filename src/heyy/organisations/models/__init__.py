from heyy.organisations.models.organisation import EarlierName, Location, Organisation
from heyy.organisations.models.theme import Theme

__all__ = ["EarlierName", "Location", "Organisation", "Theme"]

from heyy.people.models.affiliation import Affiliation, RoleAssignment
from heyy.people.models.evidence import Evidence, Thanks
from heyy.people.models.person import Person, ProfileField

__all__ = ["Affiliation", "Evidence", "Person", "ProfileField", "RoleAssignment", "Thanks"]

"""The number that the next person of an installation gets: python -m tests.config.next_person"""

from heyy.config.start import start_django

if __name__ == "__main__":
    start_django()
    from tests.factories.people import PersonFactory

    print(PersonFactory(email="next@example.org").pk)

from django.urls import path

from heyy.people.views import profile

app_name = "people"
urlpatterns = [
    path("mensen/<int:pk>/", profile.person_view, name="person"),
    path("mijn/profiel/", profile.profile, name="profile"),
    path("mijn/profiel/zeg/", profile.say, name="say"),
    path("mijn/profiel/zeg/<int:pk>/weg/", profile.unsay, name="unsay"),
    path("mijn/profiel/pauze/", profile.change_pause, name="pause"),
    path("mijn/profiel/werk/", profile.change_workplace, name="workplace"),
]

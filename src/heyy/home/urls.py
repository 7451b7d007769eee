from django.urls import path

from heyy.home.views import administration, desk, mine, pages, partners

app_name = "home"
urlpatterns = [
    path("", pages.front_page, name="front"),
    path("over/", pages.about, name="about"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("partners/", partners.partners, name="partners"),
    path("partners/<slug:slug>/", partners.partner, name="partner"),
    path("mijn/", mine.mine, name="mine"),
    path("werkbank/", desk.desk_page, name="desk"),
    path("beheer/", administration.overview, name="administration"),
    path("beheer/werk/<int:pk>/", administration.confirm_workplace, name="confirm_workplace"),
    path("beheer/rol/", administration.give, name="give_role"),
    path("beheer/rol/<int:pk>/einde/", administration.end, name="end_role"),
]

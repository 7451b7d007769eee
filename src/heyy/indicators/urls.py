from django.urls import path

from heyy.indicators.views import history, results

app_name = "indicators"
urlpatterns = [
    path("", results.results, name="results"),
    path("<slug:measure>/", results.figure, name="figure"),
    path("<slug:measure>/rijen.csv", results.figure_csv, name="figure_csv"),
    path("<slug:measure>/waarde/", history.enter_value, name="enter_value"),
]

"""What may be wrong with a file of schools, or with what somebody wants to say about a partner."""

from django.utils.translation import gettext_lazy as _

from heyy.core.errors import RuleBroken


class SchoolFileUnusable(RuleBroken):
    """Nothing was read and nothing was changed."""

    code = "school-file-unusable"


class SchoolFileMissing(SchoolFileUnusable):
    code = "school-file-missing"
    sentence = _("The file %(file)s cannot be opened. Check its name and folder and try again; nothing was changed.")


class SchoolFileEmpty(SchoolFileUnusable):
    code = "school-file-empty"
    sentence = _("The file %(file)s has no lines with schools or boards. Download it again; nothing was changed.")


class SchoolFileNotText(SchoolFileUnusable):
    code = "school-file-not-text"
    sentence = _(
        "The file %(file)s is not plain text. Open it in a spreadsheet, save it as CSV in UTF-8 and import that file;"
        " nothing was changed."
    )


class SchoolFileWrongEncoding(SchoolFileUnusable):
    code = "school-file-wrong-encoding"
    sentence = _(
        "The accents in %(file)s cannot be read: it is neither UTF-8 nor Windows-1252 throughout. Save it as CSV in"
        " UTF-8 and import that file; nothing was changed."
    )


class SchoolFileUnknown(SchoolFileUnusable):
    code = "school-file-unknown"
    sentence = _(
        "The first line of %(file)s does not name the columns of a list that Heyy knows; missing: %(missing)s. Use the"
        " list of locations as DUO publishes it; nothing was changed."
    )


class NotAPartner(RuleBroken):
    code = "not-a-partner"
    sentence = _("Boards, schools and teams are not partners from outside. Choose another kind or another name.")


class PlaceInUse(RuleBroken):
    code = "place-in-use"
    sentence = _("Activities take place at this partner, so its place cannot be left empty. Fill in where it is.")

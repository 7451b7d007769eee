from django.db import models


class SearchDocument(models.Model):
    """A text that can be found: an object of some kind, with its length in terms."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    length = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_document_per_object")]


class Posting(models.Model):
    """Term, document, count; kind, object and length are repeated here so that a search reads one index."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="postings", db_index=True)
    kind = models.CharField(max_length=20)
    term = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    length = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "term", "object_id", "count", "length"], name="core_posting_search")]

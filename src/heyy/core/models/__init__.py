from heyy.core.models.audit import AuditEntry
from heyy.core.models.idempotency import OnceKey
from heyy.core.models.job import RecurringJob, WorkerLife
from heyy.core.models.limit import RateWindow
from heyy.core.models.mail import OutboxMail
from heyy.core.models.search import Posting, SearchDocument

__all__ = [
    "AuditEntry",
    "OnceKey",
    "OutboxMail",
    "Posting",
    "RateWindow",
    "RecurringJob",
    "SearchDocument",
    "WorkerLife",
]

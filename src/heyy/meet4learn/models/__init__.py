from heyy.meet4learn.models.activity import Activity, Maker, PartnerRole, Session
from heyy.meet4learn.models.introduction import Introduction
from heyy.meet4learn.models.question import LearningQuestion, MeToo, QuestionEvent, Suggestion
from heyy.meet4learn.models.registration import Attendance, Evaluation, Registration

__all__ = [
    "Activity",
    "Attendance",
    "Evaluation",
    "Introduction",
    "LearningQuestion",
    "Maker",
    "MeToo",
    "PartnerRole",
    "QuestionEvent",
    "Registration",
    "Session",
    "Suggestion",
]

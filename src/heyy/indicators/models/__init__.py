from heyy.indicators.models.indicator import Figure, HistoryValue, Indicator

__all__ = ["Figure", "HistoryValue", "Indicator"]

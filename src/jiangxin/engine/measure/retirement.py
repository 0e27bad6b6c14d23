"""The day of statutory retirement, raised step by step since 2025.

Source: Decision of the Standing Committee of the National People's Congress on gradually raising the statutory
retirement age (关于实施渐进式延迟法定退休年龄的决定), 13 September 2024, in force from 1 January 2025, with its tables:
men from 60 to 63 and women from 55 to 58 by one month for every four, women from 50 to 55 by one for every two.
"""

from datetime import date

from jiangxin.engine.measure.months import months_on

_FROM = date(2025, 1, 1)
_STEP = {60: (4, 36), 55: (4, 36), 50: (2, 60)}
"""By the age before the reform: months that bring one month of delay, and the most months of delay."""


def retirement_day(birth: date, age: int) -> date:
    """Return the day somebody reaches the statutory retirement age.

    Args:
        age: the age that held for them before 2025: 60 for men, 55 or 50 for women, by their post.

    Raises:
        KeyError: another age.
    """
    step, most = _STEP[age]
    reached = months_on(birth, age * 12)
    if reached < _FROM:
        return reached
    since = (reached.year - _FROM.year) * 12 + reached.month - _FROM.month
    return months_on(birth, age * 12 + min(most, since // step + 1))

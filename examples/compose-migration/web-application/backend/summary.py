"""Statistics of measurements."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import fmean


def summarise(measurements: Iterable[dict]) -> list[dict]:
    """One entry for each name and unit, in their order: values of different units have no common mean."""
    values = defaultdict(list)
    for each in measurements:
        values[each["name"], each["unit"]].append(each["value"])
    return [
        {"name": name, "unit": unit, "count": len(of), "mean": fmean(of), "min": min(of), "max": max(of)}
        for (name, unit), of in sorted(values.items())
    ]

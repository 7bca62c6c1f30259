"""What a client may send."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

# Names are part of a path: letters and digits of any language, and a few marks inside.
NAME = re.compile(r"\w(?:[\w .-]*\w)?")
# Far enough for any instrument, and near enough that sums stay finite.
LARGEST = 1e15


def a_name(text: str) -> str:
    if not NAME.fullmatch(text):
        raise PydanticCustomError("name", "Must be letters and digits, with spaces, dots and hyphens only between them")
    return text


def printable(text: str) -> str:
    if not text.isprintable():
        raise PydanticCustomError("unit", "Must be printable characters")
    return text


class Measurement(BaseModel):
    """One value of something that is measured."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)

    name: Annotated[str, Field(min_length=1, max_length=60), AfterValidator(a_name)]
    value: Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
    unit: Annotated[str, Field(min_length=1, max_length=20), AfterValidator(printable)]

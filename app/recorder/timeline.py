"""Puts what was recorded within minutes on a timeline of hours.

A recording is a row of groups; the groups are moved, in all logs alike, and nothing inside a group
changes. So that every line belongs to exactly one group, groups begin at whole seconds.
"""

import math
import re
import time
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

_ISO = "ISO 8601, the zone with a colon, which strftime cannot write"

# Where a line's own time stands; never anywhere else in it, for texts may speak of times.
_STAMPS = [
    (re.compile(r"^(\d{4}/\d\d/\d\d \d\d:\d\d:\d\d)(?= \[)"), "%Y/%m/%d %H:%M:%S"),
    (re.compile(r"^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4})\]"), "%Y-%m-%d %H:%M:%S %z"),
    (re.compile(r"^\[?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?=,\d{3})"), "%Y-%m-%d %H:%M:%S"),
    (re.compile(r'^\{"@?time(?:stamp)?": ?"(\d{4}-\d\d-\d\dT[\d:]{8}[+-]\d\d:\d\d)"'), _ISO),
    (re.compile(r'^\{"timestamp": "(\d{4}-\d\d-\d\dT[\d:]{8})(?=\.\d{3}Z")'), "%Y-%m-%dT%H:%M:%S"),
    (re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?=[.,]\d{3})"), "%Y-%m-%d %H:%M:%S"),
    (
        re.compile(r"^\S* ?\S* ?\S+ \S+ \[(\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\]"),
        "%d/%b/%Y:%H:%M:%S %z",
    ),
]


# What stands before a line: compose's name of the container, or what rsyslog knows of it.
_COMPOSE = re.compile(r"^[a-z]+-\d+ *\| ")
_SYSLOG = re.compile(r"^(\d{4}-\d\d-\d\dT[\d:]{8})(\.\d{6}\+00:00)( \S+ \S+: )")


class Timeline:
    def __init__(self, zone):
        self._zone = ZoneInfo(zone)
        self._groups = []  # (second it began, seconds from the start of the timeline)

    def begin(self, at):
        """Begins a group; what was started before must be over."""
        time.sleep(0.1)
        time.sleep(math.ceil(time.time()) - time.time() + 0.02)
        self._groups.append((int(time.time()), int(at)))

    def move(self, second):
        """The last group keeps its time, those before it lie further in the past."""
        began, at = self._group_of(second)
        last_began, last_at = self._groups[-1]
        return second - began + at + last_began - last_at

    def move_line(self, line):
        compose = _COMPOSE.match(line)
        if compose:
            return compose.group() + self._move_stamp(line[compose.end() :])
        syslog = _SYSLOG.match(line)
        if syslog:
            second, fraction, sender = syslog.groups()
            moved = self.utc(int(datetime.fromisoformat(second + "+00:00").timestamp()))
            return moved[:-1] + fraction + sender + self._move_stamp(line[syslog.end() :])
        return self._move_stamp(line)

    def _move_stamp(self, line):
        for pattern, form in _STAMPS:
            match = pattern.match(line)
            if match:
                stamp = _read(match.group(1), form)
                if stamp.tzinfo is None:
                    stamp = stamp.replace(tzinfo=self._zone)
                moved = datetime.fromtimestamp(self.move(int(stamp.timestamp())), stamp.tzinfo)
                text = moved.isoformat() if form is _ISO else moved.strftime(form)
                return line[: match.start(1)] + text + line[match.end(1) :]
        return line

    def utc(self, second, later=0):
        """Where a second came to lie; `later` seconds may reach beyond its group."""
        moved = datetime.fromtimestamp(self.move(second) + later, timezone.utc)
        return moved.strftime("%Y-%m-%dT%H:%M:%SZ")

    def _group_of(self, second):
        found = self._groups[0]
        for group in self._groups:
            if group[0] <= second:
                found = group
        return found


def _read(text, form):
    return datetime.fromisoformat(text) if form is _ISO else datetime.strptime(text, form)

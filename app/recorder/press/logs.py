"""Where the application logs to: a file, its own stderr, or syslog."""

import json
import logging
import logging.handlers
import sys
import time


class JsonLines(logging.Formatter):
    """One object a line, as container platforms ask for."""

    converter = time.gmtime

    def format(self, record):
        entry = {
            "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + ".%03dZ" % record.msecs,
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["exc_info"] = self.formatException(record.exc_info)
        return json.dumps(entry)


def begin(target, layout):
    if target == "stderr":
        handler = logging.StreamHandler(sys.stderr)
    elif target.startswith("syslog:"):
        handler = logging.handlers.SysLogHandler(target[len("syslog:") :])
        handler.append_nul = False
    else:
        handler = logging.handlers.WatchedFileHandler(target)
    handler.setFormatter(JsonLines() if layout == "json" else logging.Formatter(layout))
    logging.basicConfig(level=logging.INFO, handlers=[handler])

"""Every incident in its last state, then each change (pip install confluent-kafka)."""

import json
import sys

from confluent_kafka import Consumer

consumer = Consumer(
    {
        "bootstrap.servers": sys.argv[1],
        "group.id": "my-subscriber",
        "auto.offset.reset": "earliest",
        "isolation.level": "read_committed",
    }
)
consumer.subscribe(["incidents"])
while True:
    record = consumer.poll(1.0)
    if record is not None and record.error() is None and record.value() is not None:
        incident = json.loads(record.value())["incident"]
        print(record.key().decode(), incident["symptom"], incident["status"], incident["count"])

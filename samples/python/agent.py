#!/usr/bin/env python3
"""An agent in Python: sorts texts into spam and the rest.

    pip install confluent-kafka avro        # or Debian's python3-confluent-kafka and python3-avro
    samples/python/agent.py --control-plane http://localhost:8080 --region us-east-1

It shows all that an agent must do (docs/agents.md): announce one partition of its region's topic,
say every few seconds that it is there, answer tasks that are its own and not too late, leave in
good order on Ctrl-C. One task at a time; real work belongs in a thread or process of its own, so
that heartbeats go on.
"""

import argparse
import io
import json
import os
import pathlib
import signal
import ssl
import struct
import sys
import time
import urllib.error
import urllib.request
import uuid
import zlib

import avro.io
import avro.schema
from confluent_kafka import OFFSET_END, Consumer, KafkaError, Producer, TopicPartition

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "schemas/src/main/avro"
WORDS = {"free", "prize", "win", "winner", "cash", "urgent"}


def fetch(url, body=None, token=None):
    """JSON from a URL; a body is posted."""
    request = urllib.request.Request(
        url,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/vnd.schemaregistry.v1+json"},
    )
    if token:
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    authorities = os.environ.get("PARALLAX_OPERATIONS_CA") or None
    tls = ssl.create_default_context(cafile=authorities) if url.startswith("https:") else None
    try:
        with urllib.request.urlopen(request, timeout=10, context=tls) as answer:
            return json.load(answer)
    except urllib.error.URLError as fault:
        sys.exit(f"{url} does not answer as it should: {fault}; check --control-plane")


class Wire:
    """Avro in the registry's wire format: a zero byte, the schema's id in four bytes, the value."""

    def __init__(self, registry):
        self.registry = registry.rstrip("/")
        self.writers = {}

    def encoder(self, topic, record):
        text = (SCHEMAS / f"{record}.avsc").read_text()
        schema = avro.schema.parse(text)
        subject = f"{self.registry}/subjects/{topic}-value/versions"
        head = struct.pack(">bI", 0, fetch(subject, {"schema": text})["id"])

        def encode(value):
            buffer = io.BytesIO(head)
            buffer.seek(len(head))
            avro.io.DatumWriter(schema).write(value, avro.io.BinaryEncoder(buffer))
            return buffer.getvalue()

        return encode

    def decoder(self, record):
        ours = avro.schema.parse((SCHEMAS / f"{record}.avsc").read_text())

        def decode(data):
            magic, schema_id = struct.unpack(">bI", data[:5])
            if magic != 0:
                raise ValueError(f"the first byte is {magic}, not 0")
            if schema_id not in self.writers:
                text = fetch(f"{self.registry}/schemas/ids/{schema_id}")["schema"]
                self.writers[schema_id] = avro.schema.parse(text)
            reader = avro.io.DatumReader(self.writers[schema_id], ours)
            return reader.read(avro.io.BinaryDecoder(io.BytesIO(data[5:])))

        return decode


def classify(text):
    """The work itself: whether a text looks like spam, and how sure that is."""
    found = WORDS & set(text.lower().split())
    spam = len(found) > 1
    return {"label": "spam" if spam else "other", "spam": spam}, 0.5 + min(len(found), 5) / 10


class Agent:
    def __init__(self, options):
        self.id, self.region, self.capabilities = options.id, options.region, options.capabilities
        plane = fetch(
            options.control_plane.rstrip("/") + "/.well-known/parallax",
            token=os.environ.get("PARALLAX_OPERATIONS_TOKEN"),
        )
        if self.region not in plane["regions"]:
            sys.exit(f"{self.region} is no region of {', '.join(plane['regions'])}")
        self.heartbeat = plane["agentHeartbeatMs"] / 1000
        self.incarnation = str(uuid.uuid4())
        kafka, prefix = plane["bootstrapServers"], plane["topicPrefix"]
        self.tasks = f"{prefix}executions.{self.region}"
        self.results, self.heartbeats = f"{prefix}results", f"{prefix}heartbeats"
        wire = Wire(plane["schemaRegistryUrls"][0])
        self.decode = wire.decoder("ExecutionTask")
        self.encode_result = wire.encoder(self.results, "TaskResult")
        self.encode_beat = wire.encoder(self.heartbeats, "AgentHeartbeat")
        self.producer = Producer({"bootstrap.servers": kafka, "enable.idempotence": True, "linger.ms": 5})
        self.consumer = Consumer(
            {
                "bootstrap.servers": kafka,
                "group.id": self.id,  # asked for by the library; no group is joined
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
            }
        )
        self.partition = self.choose_partition()

    def choose_partition(self):
        """Any partition will do, as long as it is the one that heartbeats announce."""
        count = len(self.consumer.list_topics(self.tasks, timeout=10).topics[self.tasks].partitions)
        if count == 0:
            sys.exit(f"there is no topic {self.tasks}: is the control plane running?")
        return zlib.crc32(self.id.encode()) % count

    def run(self):
        end = self.consumer.get_watermark_offsets(TopicPartition(self.tasks, self.partition), timeout=10)[1]
        self.consumer.assign([TopicPartition(self.tasks, self.partition, end)])
        print(f"{self.id} reads {self.tasks}, partition {self.partition}", flush=True)
        due = 0.0
        try:
            while True:
                if time.monotonic() >= due:
                    self.beat("CONNECTED")
                    due = time.monotonic() + self.heartbeat
                message = self.consumer.poll(min(0.2, self.heartbeat))
                self.producer.poll(0)
                if message is not None and message.error() is None:
                    self.take(message)
                elif message is not None and message.error().code() != KafkaError._PARTITION_EOF:
                    print(f"{message.error()}; it goes on", file=sys.stderr, flush=True)
        finally:
            self.beat("LEAVING")
            self.producer.flush(5)
            self.consumer.close()

    def take(self, message):
        if message.key() != self.id.encode():
            return  # for another agent of this partition
        task = self.decode(message.value())
        if task["kind"] == "CANCEL" or time.time() * 1000 > task["deadline"]:
            return
        began = time.monotonic()
        answer = {name: task[name] for name in ("executionId", "slot", "attempt", "agentId", "region")}
        answer |= {"value": None, "confidence": 0.0, "reasoning": None, "error": None}
        try:
            given = json.loads(task["input"])
            value, answer["confidence"] = classify(given.get("text") or given["content"])
            answer["value"] = json.dumps(value)
        except (KeyError, TypeError, AttributeError, ValueError) as fault:
            answer["error"] = f"text is missing or no text: {fault!r}"
        answer["durationMs"] = int((time.monotonic() - began) * 1000)
        self.producer.produce(
            self.results,
            self.encode_result(answer),
            task["executionId"].encode(),
            headers=message.headers(),  # those of the request, a trace context among them
        )

    def beat(self, status):
        beat = {
            "agentId": self.id,
            "incarnation": self.incarnation,
            "partition": self.partition,
            "region": self.region,
            "capabilities": self.capabilities,
            "status": status,
            "load": 0.0,
            "maxConcurrency": 1,
            "inFlight": 0,
            "version": "1.0.0",
            "sentAt": int(time.time() * 1000),
        }
        self.producer.produce(self.heartbeats, self.encode_beat(beat), self.id.encode())


def stop(*_):
    sys.exit(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--control-plane", required=True, help="URL of a router, such as http://localhost:8080")
    parser.add_argument("--region", required=True, help="region where it runs, such as us-east-1")
    parser.add_argument("--id", default=f"python-{uuid.uuid4().hex[:8]}", help="unique over all regions")
    parser.add_argument("--capabilities", nargs="+", default=["spam-filter"], help="what it can do (spam-filter)")
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    Agent(parser.parse_args()).run()


if __name__ == "__main__":
    main()

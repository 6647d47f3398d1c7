package dev.parallax.benchmarks.replication;

/** MirrorMaker 2 as its users set it up, with the figures that a flow has. */
final class BareMirrorMaker {
  private BareMirrorMaker() {}

  /** The text of its properties file, for one topic. */
  static String properties(
      String source, String sourceBrokers, String target, String targetBrokers, String topic) {
    return """
        clusters=SOURCE,TARGET
        SOURCE.bootstrap.servers=%s
        TARGET.bootstrap.servers=%s
        SOURCE->TARGET.enabled=true
        SOURCE->TARGET.topics=%s
        SOURCE->TARGET.tasks.max=4
        SOURCE->TARGET.replication.factor=1
        SOURCE->TARGET.refresh.topics.interval.seconds=5
        SOURCE->TARGET.sync.topic.acls.enabled=false
        SOURCE->TARGET.emit.checkpoints.enabled=false
        SOURCE->TARGET.emit.offset-syncs.enabled=false
        SOURCE->TARGET.sync.group.offsets.enabled=false
        SOURCE->TARGET.refresh.groups.enabled=false
        emit.heartbeats.enabled=false
        replication.policy.separator=.mirror.
        replication.policy.internal.topic.separator.enabled=false
        plugin.discovery=service_load
        dedicated.mode.enable.internal.rest=true
        listeners=http://localhost:0
        TARGET.plugin.discovery=service_load
        TARGET.exactly.once.source.support=enabled
        TARGET.group.id=bare-%s
        TARGET.config.storage.topic=bare-%s-configs
        TARGET.offset.storage.topic=bare-%s-offsets
        TARGET.status.storage.topic=bare-%s-status
        TARGET.offset.storage.partitions=1
        TARGET.status.storage.partitions=1
        TARGET.config.storage.replication.factor=1
        TARGET.offset.storage.replication.factor=1
        TARGET.status.storage.replication.factor=1
        SOURCE.consumer.isolation.level=read_committed
        SOURCE.consumer.auto.offset.reset=earliest
        SOURCE.consumer.receive.buffer.bytes=-1
        SOURCE.consumer.fetch.max.bytes=16777216
        SOURCE.consumer.max.partition.fetch.bytes=8388608
        SOURCE.consumer.max.poll.records=4000
        TARGET.producer.batch.size=262144
        TARGET.producer.linger.ms=10
        TARGET.producer.compression.type=lz4
        TARGET.producer.buffer.memory=67108864
        TARGET.producer.max.request.size=8388608
        """
        .formatted(sourceBrokers, targetBrokers, topic, topic, topic, topic, topic)
        .replace("SOURCE", source)
        .replace("TARGET", target);
  }
}

package dev.parallax.benchmarks.throughput;

import dev.parallax.runtime.app.App;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.app.AppLauncher;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * For every request one lookup and one entry in a changelogged store, one task and one decision, of
 * the router's sizes and under the router's settings; but nothing is decoded or decided.
 */
public final class PassThroughApp implements App {
  private static final String STORE = "executions";

  private final AppContext context;
  private final Sizes sizes;

  private PassThroughApp(AppContext context, Sizes sizes) {
    this.context = context;
    this.sizes = sizes;
  }

  /** Runs until it is told to end. */
  public static void main(String... args) {
    System.exit(
        AppLauncher.run(
            "passthrough",
            "Does the router's input and output without its work.",
            context -> new PassThroughApp(context, Sizes.ofThisProcess()),
            args));
  }

  @Override
  public Topology topology() {
    var topics = context.topics();
    var region = context.config().regionIds().get(0);
    var bytes = new ByteArraySerializer();
    return new Topology()
        .addSource(
            "read-requests",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.requests().name())
        .addProcessor("pass-through", () -> new PassThrough(sizes), "read-requests")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled(),
            "pass-through")
        .addSink("write-task", topics.executions(region).name(), bytes, bytes, "pass-through")
        .addSink("write-decision", topics.decisions().name(), bytes, bytes, "pass-through");
  }

  private static final class PassThrough implements Processor<byte[], byte[], byte[], byte[]> {
    private final Map<Integer, byte[]> texts = new HashMap<>();
    private final Random random = new Random(1);
    private final Sizes sizes;
    private final byte[] decision;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], byte[]> store;

    PassThrough(Sizes sizes) {
      this.sizes = sizes;
      decision = text(sizes.decision());
    }

    /** Letters, so that it compresses about as well as records do. */
    private byte[] text(int length) {
      var text = new byte[length];
      for (int i = 0; i < length; i++) {
        text[i] = (byte) ('a' + random.nextInt(16));
      }
      return text;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initialised) {
      context = initialised;
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> request) {
      int length = request.value().length;
      var task = texts.computeIfAbsent(length + sizes.task(), this::text);
      store.put(request.key(), texts.computeIfAbsent(length + sizes.row(), this::text));
      context.forward(request.withValue(task), "write-task");
      context.forward(request.withValue(decision), "write-decision");
    }
  }
}

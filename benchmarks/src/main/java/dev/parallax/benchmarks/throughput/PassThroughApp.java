package dev.parallax.benchmarks.throughput;

import dev.parallax.runtime.app.App;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.app.AppLauncher;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * For every request one lookup and one entry in a changelogged store, one task and one decision, of
 * the router's sizes and under the router's settings; but nothing is decoded or decided. Tasks and
 * entries begin with their request's own bytes, as the router's have its input and the request.
 * Tasks go to every partition of every region by turns: fewer partitions would make larger batches
 * than the router's.
 */
public final class PassThroughApp implements App {
  private static final String STORE = "executions";
  private static final int LETTERS = 1_024;

  /** A request begins with its id, and a decision has nothing else of it. */
  private static final int ID = 40;

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
    var bytes = new ByteArraySerializer();
    var regions = context.config().regionIds();
    var topology = new Topology();
    topology
        .addSource(
            "read-requests",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.requests().name())
        .addProcessor("pass-through", () -> new PassThrough(sizes, regions.size()), "read-requests")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled(),
            "pass-through")
        .addSink("write-decision", topics.decisions().name(), bytes, bytes, "pass-through");
    for (int i = 0; i < regions.size(); i++) {
      var topic = topics.executions(regions.get(i)).name();
      topology.addSink(tasks(i), topic, bytes, bytes, byTurns(), "pass-through");
    }
    return topology;
  }

  private static String tasks(int region) {
    return "write-tasks-" + region;
  }

  private static StreamPartitioner<byte[], byte[]> byTurns() {
    var turns = new AtomicInteger();
    return (topic, key, value, partitions) ->
        Optional.of(Set.of(Math.floorMod(turns.getAndIncrement(), partitions)));
  }

  private static final class PassThrough implements Processor<byte[], byte[], byte[], byte[]> {
    private final Sizes sizes;
    private final String[] tasks;
    private final byte[] letters;
    private int turn;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], byte[]> store;

    PassThrough(Sizes sizes, int regions) {
      this.sizes = sizes;
      tasks = IntStream.range(0, regions).mapToObj(PassThroughApp::tasks).toArray(String[]::new);
      letters = new byte[LETTERS];
      for (int i = 0; i < LETTERS; i++) {
        letters[i] = (byte) ('a' + i * 7 % 16);
      }
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initialised) {
      context = initialised;
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> request) {
      var value = request.value();
      var task = begunWith(value, value.length, value.length + sizes.task());
      var decision = begunWith(value, ID, sizes.decision());
      store.put(request.key(), begunWith(value, value.length, value.length + sizes.row()));
      context.forward(request.withValue(task), tasks[turn]);
      turn = (turn + 1) % tasks.length;
      context.forward(request.withValue(decision), "write-decision");
    }

    /**
     * Records repeat each other but for what is of their request: so do these, and compress alike.
     */
    private byte[] begunWith(byte[] request, int own, int length) {
      var text = new byte[length];
      int copied = Math.min(own, Math.min(request.length, length));
      System.arraycopy(request, 0, text, 0, copied);
      for (int at = copied; at < length; at += LETTERS) {
        System.arraycopy(letters, 0, text, at, Math.min(LETTERS, length - at));
      }
      return text;
    }
  }
}

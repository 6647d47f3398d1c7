package dev.parallax.runtime.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The smallest app with a store: copies requests to outcomes, and fails at the value "boom". */
public final class PassThroughApp implements App {

  private static final byte[] BOOM = "boom".getBytes(UTF_8);
  private static final String STORE = "last";

  private final AppContext context;

  private PassThroughApp(AppContext context) {
    this.context = context;
  }

  /** Entry point of the child process. */
  public static void main(String[] args) {
    System.exit(
        AppLauncher.run("passthrough", "Copies requests to outcomes.", PassThroughApp::new, args));
  }

  @Override
  public Topology topology() {
    return new Topology()
        .addSource("read-requests", context.topics().requests().name())
        .addProcessor("copy", Copy::new, "read-requests")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray()),
            "copy")
        .addSink("write-outcomes", context.topics().outcomes().name(), "copy");
  }

  @Override
  public Map<String, Object> properties() {
    return Map.of("producer.max.request.size", 2_000_000);
  }

  private static final class Copy implements Processor<byte[], byte[], byte[], byte[]> {
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], byte[]> last;

    @Override
    public void init(ProcessorContext<byte[], byte[]> to) {
      context = to;
      last = to.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      if (Arrays.equals(record.value(), BOOM)) {
        throw new IllegalStateException("the processor met " + new String(record.value(), UTF_8));
      }
      last.put(record.key(), record.value());
      context.forward(record);
    }
  }
}

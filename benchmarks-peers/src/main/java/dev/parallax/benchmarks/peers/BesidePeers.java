package dev.parallax.benchmarks.peers;

import dev.parallax.benchmarks.table.Row;
import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import dev.parallax.benchmarks.throughput.Comparison;
import dev.parallax.benchmarks.throughput.Load;
import dev.parallax.benchmarks.throughput.Measured;
import dev.parallax.benchmarks.throughput.Shape;
import dev.parallax.benchmarks.throughput.Trial;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

/** The router beside the same routing with Camel and with Flink, by turns. */
public final class BesidePeers implements Section {
  /** For {@link java.util.ServiceLoader}. */
  public BesidePeers() {}

  @Override
  public String key() {
    return "g";
  }

  @Override
  public String title() {
    return "the router, exactly once, beside the same routing with Camel and Flink";
  }

  @Override
  public List<Row> rows(Run run) throws IOException {
    var trial = new Trial(run, Shape.BASE, Load.of(run));
    // It is that slow that it is warm after fewer.
    var slow = new Trial(run, Shape.BASE, new Load(run.scaled(40_000), run.scaled(20_000)));
    warmUp(run);
    var comparison = new Comparison();
    for (int turn = 0; turn < run.turns(); turn++) {
      var router = trial.router();
      var others = new LinkedHashMap<String, Measured>();
      others.put("pass-through", trial.passThrough());
      others.put("Camel, one by one", slow.measure(PeerPrograms.camel("single")));
      others.put("Camel, batches", trial.measure(PeerPrograms.camel("batch")));
      others.put("Camel, transacted", trial.measure(PeerPrograms.camel("transacted")));
      others.put("Flink, RocksDB", trial.measure(PeerPrograms.flink("rocksdb")));
      others.put("Flink, heap", trial.measure(PeerPrograms.flink("hashmap")));
      comparison.add(router, others);
    }
    return comparison.rows();
  }

  /** The first program would meet a broker that is still being compiled. */
  private static void warmUp(Run run) throws IOException {
    new Trial(run, Shape.BASE, new Load(run.scaled(100_000), run.scaled(100_000))).router();
  }
}

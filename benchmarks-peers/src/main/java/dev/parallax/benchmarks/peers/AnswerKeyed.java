package dev.parallax.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Answers requests, keyed by their execution, and keeps a row of each as state. */
final class AnswerKeyed
    extends KeyedProcessFunction<
        String,
        Tuple5<String, byte[], Integer, Long, Long>,
        Tuple4<String, Integer, byte[], byte[]>> {
  private static final long serialVersionUID = 1;

  private final String config;
  private transient String requests;
  private transient SchemaRegistryClient registry;
  private transient LiveFleet fleet;
  private transient AnswerRequest answers;
  private transient RowOfRequest rows;
  private transient ValueState<byte[]> executions;

  /**
   * @param config its file
   */
  AnswerKeyed(String config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    var peer = Peer.of(Path.of(config));
    requests = peer.topics().requests().name();
    registry = peer.registry();
    var codecs = new AvroCodecs(registry);
    fleet = LiveFleet.open(peer, codecs);
    answers = new AnswerRequest(peer, codecs, fleet);
    rows = new RowOfRequest(peer.config().executions());
    var bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    var row = new ValueStateDescriptor<>("executions", bytes);
    executions = getRuntimeContext().getState(row);
  }

  @Override
  public void processElement(
      Tuple5<String, byte[], Integer, Long, Long> request,
      Context context,
      Collector<Tuple4<String, Integer, byte[], byte[]>> out)
      throws Exception {
    var from = new Provenance(requests, request.f2, request.f3, request.f4);
    var answer = answers.of(request.f0.getBytes(UTF_8), request.f1, from);
    executions.update(rows.of(answer, request.f1));
    for (var task : answer.tasks()) {
      out.collect(WriteAnswers.outgoing(task.record()));
    }
    out.collect(WriteAnswers.outgoing(answer.decision()));
  }

  @Override
  public void close() {
    if (fleet != null) {
      fleet.close();
      registry.close();
    }
  }
}

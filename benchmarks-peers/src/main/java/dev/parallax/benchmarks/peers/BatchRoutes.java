package dev.parallax.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A batch of requests -&gt; tasks and decisions, each with the topic that it goes to. Offsets are
 * committed once all of a batch is acknowledged. Two routes, each with a consumer and a producer of
 * its own, as a producer has one transaction at a time.
 */
final class BatchRoutes extends RouteBuilder {
  private static final int ROUTES = 2;

  private final CamelKafka kafka;
  private final ThreadLocal<AnswerRequest> answers;
  private final boolean transacted;

  BatchRoutes(CamelKafka kafka, ThreadLocal<AnswerRequest> answers, boolean transacted) {
    this.kafka = kafka;
    this.answers = answers;
    this.transacted = transacted;
  }

  @Override
  public void configure() {
    for (int i = 0; i < ROUTES; i++) {
      var name = kafka.peer().group("camel-" + i);
      var batches =
          "&batching=true&maxPollRecords=5000&batchingIntervalMs=100&autoCommitEnable=false"
              + "&clientId="
              + name;
      from(kafka.requests(1, batches)).process(this::answer).to(writer(name));
    }
  }

  private String writer(String name) {
    var transaction = transacted ? "&transacted=true&transactionalId=" + name : "";
    return kafka.to(kafka.peer().topics().decisions(), transaction + "&clientId=" + name);
  }

  private void answer(Exchange exchange) {
    List<?> batch = exchange.getMessage().getBody(List.class);
    var outgoing = new ArrayList<Message>(2 * batch.size());
    for (var request : batch) {
      answer(((Exchange) request).getMessage(), outgoing);
    }
    exchange.getMessage().setBody(outgoing);
  }

  private void answer(Message request, List<Message> outgoing) {
    var answer = CamelKafka.answer(answers.get(), request);
    for (var task : answer.tasks()) {
      var message = message(task.record());
      message.setHeader(KafkaConstants.PARTITION_KEY, task.record().partition());
      outgoing.add(message);
    }
    outgoing.add(message(answer.decision()));
  }

  private Message message(ProducerRecord<byte[], byte[]> record) {
    var message = new DefaultMessage(getCamelContext());
    message.setHeader(KafkaConstants.OVERRIDE_TOPIC, record.topic());
    CamelKafka.fill(message, record);
    return message;
  }
}

package dev.parallax.benchmarks.peers;

import dev.parallax.benchmarks.peers.Answer.Task;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;

/**
 * requests -&gt; answer -&gt; for each task: the topic of its region -&gt; decisions; each request
 * an exchange of its own. A consumer waits for its acknowledgement before it takes the next one, so
 * there are as many consumers as partitions.
 */
final class SingleRoutes extends RouteBuilder {
  private static final String REGION = "region";
  private static final String ANSWER = "answer";

  private final CamelKafka kafka;
  private final ThreadLocal<AnswerRequest> answers;

  SingleRoutes(CamelKafka kafka, ThreadLocal<AnswerRequest> answers) {
    this.kafka = kafka;
    this.answers = answers;
  }

  @Override
  public void configure() {
    var topics = kafka.peer().topics();
    int consumers = kafka.peer().config().topics().partitions();
    var choice =
        from(kafka.requests(consumers, "&autoCommitEnable=true&autoCommitIntervalMs=100"))
            .process(this::answer)
            .split(body())
            .process(SingleRoutes::address)
            .choice();
    for (var region : kafka.peer().config().regionIds()) {
      choice.when(header(REGION).isEqualTo(region)).to(kafka.to(topics.executions(region), ""));
    }
    choice.end().end().process(SingleRoutes::explain).to(kafka.to(topics.decisions(), ""));
  }

  private void answer(Exchange exchange) {
    var answer = CamelKafka.answer(answers.get(), exchange.getMessage());
    exchange.setProperty(ANSWER, answer);
    exchange.getMessage().setBody(answer.tasks());
  }

  private static void address(Exchange exchange) {
    var message = exchange.getMessage();
    var task = message.getBody(Task.class);
    message.setHeader(REGION, task.region());
    message.setHeader(KafkaConstants.PARTITION_KEY, task.record().partition());
    CamelKafka.fill(message, task.record());
  }

  private static void explain(Exchange exchange) {
    var answer = exchange.getProperty(ANSWER, Answer.class);
    CamelKafka.fill(exchange.getMessage(), answer.decision());
  }
}

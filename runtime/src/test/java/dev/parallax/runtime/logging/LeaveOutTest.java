package dev.parallax.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** With the configuration that all apps log by. */
class LeaveOutTest {
  private static final String OFF =
      """
      Connector configuration is invalid and contains the following 2 error(s):
      MirrorCheckpointConnector can't run without offset syncs
      MirrorCheckpointConnector can't run with emit.checkpoints.enabled set to false
      """;

  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> seen = new ListAppender<>();
  private Logger herder;

  @BeforeEach
  void configure() throws JoranException {
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(getClass().getResource("/parallax-logback.xml"));
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    seen.start();
    root.addAppender(seen);
    herder = context.getLogger("org.apache.kafka.connect.mirror.MirrorHerder");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void theFaultOfTheConnectorThatIsOffIsLeftOut() {
    failed(herder, "MirrorCheckpointConnector", OFF);

    assertThat(seen.list).isEmpty();
  }

  @Test
  void everyOtherFaultIsLogged() {
    failed(herder, "MirrorSourceConnector", "it is invalid");
    failed(herder, "MirrorCheckpointConnector", null);
    failed(context.getLogger("org.apache.kafka.connect.other"), "MirrorCheckpointConnector", OFF);
    herder.error("MirrorCheckpointConnector can't run with emit.checkpoints.enabled set to false");

    assertThat(seen.list).hasSize(4);
  }

  private static void failed(Logger logger, String connector, String why) {
    logger.error(
        "Failed to configure {} connector for {}",
        connector,
        "us-east-1->eu-west-1",
        new IllegalArgumentException(why));
  }
}

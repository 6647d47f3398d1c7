package dev.parallax.runtime.app;

import dev.parallax.core.config.Kafka;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.runtime.topics.AdminCalls;
import dev.parallax.schemas.access.ClientFaults;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;

/** The configured cluster: a client of it, and whether it answers. */
record BrokerAccess(Kafka kafka) {

  private static final int TIMEOUT_MS = 5_000;

  /**
   * An admin client.
   *
   * @throws NotYetException if none of the addresses can be resolved, or no token can be had now
   * @throws KnownFault if a property of {@code kafka.properties} is wrong
   */
  AdminClient client() {
    try {
      return AdminClient.create(
          StreamsProperties.admin(kafka.bootstrapServers(), kafka.properties()));
    } catch (KafkaException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof ConfigException wrong
          && String.valueOf(wrong.getMessage()).contains("bootstrap")) {
        throw notYet(wrong);
      }
      var said = "kafka.properties: " + ClientFaults.said(e);
      if (ClientFaults.isTokenEndpointAway(e)) {
        throw new NotYetException(said, e);
      }
      throw new KnownFault(said, e);
    }
  }

  /**
   * Asks the cluster for its nodes.
   *
   * @throws NotYetException if it does not answer; says which address meets what
   * @throws KnownFault if it refuses the credentials
   */
  void requireAnswer(Admin admin) {
    try {
      var nodes =
          AdminCalls.answer(
              admin.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MS)).nodes());
      if (nodes.isEmpty()) {
        throw new NotYetException("Kafka at " + kafka.bootstrapServers() + " has no broker", null);
      }
    } catch (AuthenticationException e) {
      throw new KnownFault(
          "Kafka at %s refuses the credentials of kafka.properties: %s"
              .formatted(kafka.bootstrapServers(), e.getMessage()),
          e);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw notYet(e);
    }
  }

  private NotYetException notYet(Throwable cause) {
    return new NotYetException(
        "Kafka does not answer (%s); start it or correct kafka.bootstrapServers"
            .formatted(BootstrapAddresses.diagnose(kafka.bootstrapServers())),
        cause);
  }
}

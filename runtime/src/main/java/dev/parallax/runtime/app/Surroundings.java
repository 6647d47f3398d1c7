package dev.parallax.runtime.app;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.topics.TopicProvisioner;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicSpec;
import java.util.List;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.errors.RetriableException;

/**
 * What an app stands on: the broker answers, the registry knows every schema, every topic exists.
 *
 * @param topics that must exist
 * @param attempts how what is not there yet is waited for
 */
record Surroundings(ParallaxConfig config, List<TopicSpec> topics, Attempts attempts) {

  /**
   * Waits for all of them, in this order.
   *
   * @return a client of the cluster, one of {@code resources}
   * @throws dev.parallax.runtime.fault.KnownFault if one is there and is wrong or refuses us
   * @throws org.apache.kafka.common.errors.InterruptException if the end was requested meanwhile
   */
  AdminClient await(AvroCodecs codecs, Resources resources) {
    var broker = new BrokerAccess(config.kafka());
    var admin = resources.add(attempts.untilItWorks(broker::client));
    attempts.untilItWorks(
        () -> {
          broker.requireAnswer(admin);
          return true;
        });
    attempts.untilItWorks(
        () -> {
          RegistryAccess.register(codecs, topics);
          return true;
        });
    attempts.untilItWorks(() -> provision(admin));
    return admin;
  }

  private boolean provision(AdminClient admin) {
    try {
      TopicProvisioner.ensure(admin, topics, config.topics().replicationFactor());
      return true;
    } catch (RetriableException e) {
      throw new NotYetException("Kafka cannot create or show the topics yet: " + e.getMessage(), e);
    }
  }
}

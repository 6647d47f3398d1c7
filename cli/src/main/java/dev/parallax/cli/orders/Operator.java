package dev.parallax.cli.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;

/** Who gives an order. It is what the client says of itself: Kafka proves only who may write. */
final class Operator {
  /** Settings of a login module that name its user, by preference. */
  private static final List<String> NAMES = List.of("username", "principal", "clientId");

  /** Read from left to right, so that what stands within quotes is no setting. */
  private static final Pattern SETTING =
      Pattern.compile("([\\w.]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;\"']+))");

  private Operator() {}

  /**
   * The principal of a SASL login, as in {@code User:alice}, else the name of the user of this
   * machine.
   *
   * @param kafka properties of the client
   * @param user of this machine
   */
  static String name(Map<String, String> kafka, String user) {
    return Optional.of(kafka.getOrDefault("security.protocol", "PLAINTEXT"))
        .filter(protocol -> protocol.startsWith("SASL"))
        .map(protocol -> settings(login(kafka)))
        .flatMap(login -> NAMES.stream().filter(login::containsKey).map(login::get).findFirst())
        .map(name -> "User:" + name)
        .orElse(user);
  }

  /** The login module's settings, with what they refer to: see {@code config.providers}. */
  private static String login(Map<String, String> kafka) {
    var written = kafka.getOrDefault(SaslConfigs.SASL_JAAS_CONFIG, "");
    return written.contains("${") ? resolved(kafka) : written;
  }

  private static String resolved(Map<String, String> kafka) {
    try {
      var login =
          new AdminClientConfig(new HashMap<>(kafka)).getPassword(SaslConfigs.SASL_JAAS_CONFIG);
      return login == null || login.value().contains("${") ? "" : login.value();
    } catch (KafkaException unusable) {
      // The client that is to write the order says so; until then it is whoever sits here.
      return "";
    }
  }

  private static Map<String, String> settings(String jaas) {
    var settings = new HashMap<String, String>();
    var found = SETTING.matcher(jaas);
    while (found.find()) {
      var value = Optional.ofNullable(found.group(2)).orElse(found.group(3));
      settings.put(found.group(1), value == null ? found.group(4) : value);
    }
    return settings;
  }
}

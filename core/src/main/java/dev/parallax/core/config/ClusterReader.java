package dev.parallax.core.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the apps connect to: {@code kafka}, {@code schemaRegistry}, {@code topics}. */
final class ClusterReader {
  private static final Pattern SERVERS =
      Pattern.compile("\\s*[^\\s,:][^\\s,]*:[0-9]{1,5}(\\s*,\\s*[^\\s,:][^\\s,]*:[0-9]{1,5})*\\s*");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,99}");
  private static final URI REGISTRY = URI.create("http://localhost:8081/apis/ccompat/v7");

  private ClusterReader() {}

  static Kafka kafka(Fields root) {
    var fields = root.section("kafka", List.of("bootstrapServers", "properties"));
    var servers = fields.read("bootstrapServers", "localhost:9092", ClusterReader::servers);
    var properties = new LinkedHashMap<String, String>();
    fields
        .at("properties")
        .map(Cursor::anyFields)
        .ifPresent(given -> given.byKey().forEach((key, at) -> property(key, at, properties)));
    return new Kafka(servers, properties);
  }

  /** The cluster of one region, which has no default address. */
  static Kafka regional(Fields region) {
    var kafka = kafka(region);
    region
        .at("kafka")
        .filter(at -> at.node() instanceof ConfigNode.Mapping mapping && !names(mapping))
        .ifPresent(
            at -> at.say("C3", "bootstrapServers is missing: name the brokers of this region"));
    return kafka;
  }

  private static boolean names(ConfigNode.Mapping kafka) {
    return kafka.entries().stream().anyMatch(entry -> entry.key().equals("bootstrapServers"));
  }

  static SchemaRegistry schemaRegistry(Fields root) {
    var fields =
        root.section(
            "schemaRegistry",
            List.of(
                "urls",
                "username",
                "passwordEnv",
                "tokenEnv",
                "caFile",
                "certificateFile",
                "keyFile"));
    var username = fields.read("username", Cursor::text);
    var passwordEnv = fields.read("passwordEnv", ClusterReader::variable);
    var tokenEnv = fields.read("tokenEnv", ClusterReader::variable);
    checkCredentials(fields);
    var urls = fields.at("urls").map(ClusterReader::urls).orElse(List.of(REGISTRY));
    return new SchemaRegistry(urls, username, passwordEnv, tokenEnv, registryTls(fields));
  }

  private static RegistryTls registryTls(Fields fields) {
    var tls =
        new RegistryTls(
            fields.read("caFile", Cursor::text),
            fields.read("certificateFile", Cursor::text),
            fields.read("keyFile", Cursor::text));
    if (tls.certificateFile().isPresent() && fields.at("keyFile").isEmpty()) {
      fields.missing("keyFile", "C3", "certificateFile needs the file with its key");
    }
    if (tls.keyFile().isPresent() && fields.at("certificateFile").isEmpty()) {
      fields.missing("certificateFile", "C3", "keyFile needs the certificate that goes with it");
    }
    return tls;
  }

  static Topics topics(Fields root) {
    var fields = root.section("topics", List.of("prefix", "partitions", "replicationFactor"));
    return new Topics(
        fields.read("prefix", "parallax.", ClusterReader::prefix),
        fields.read("partitions", 12, at -> at.whole(1, 10_000)),
        fields.read("replicationFactor", -1, ClusterReader::replicationFactor));
  }

  private static Optional<String> servers(Cursor at) {
    if (at.node() instanceof ConfigNode.Scalar scalar && scalar.text().contains("@")) {
      at.refuseUnseen("C3", "holds credentials: they belong in kafka.properties");
      return Optional.empty();
    }
    return at.text(SERVERS, "C3", "is not host:port[,host:port...]");
  }

  private static void property(String key, Cursor at, Map<String, String> properties) {
    if (key.equals("bootstrap.servers")) {
      at.refuse("C3", "belongs in kafka.bootstrapServers");
    } else if (at.node() instanceof ConfigNode.Scalar scalar
        && !(scalar.value() instanceof Literal.Null)) {
      properties.put(key, scalar.text());
    } else {
      at.refuse("C3", "is not a single value: spell the property's whole name, such as a.b.c");
    }
  }

  private static List<URI> urls(Cursor at) {
    var urls = new ArrayList<URI>();
    var items = at.oneOrMany();
    items.forEach(item -> Urls.read(item).ifPresent(urls::add));
    if (items.isEmpty()) {
      at.refuse("C3", "names no registry: give at least one URL");
    }
    return urls;
  }

  private static Optional<String> variable(Cursor at) {
    return at.text(VARIABLE, "C3", "is no name of an environment variable, which has the secret");
  }

  private static void checkCredentials(Fields fields) {
    var username = fields.at("username");
    var password = fields.at("passwordEnv");
    if (username.isPresent() && password.isEmpty()) {
      fields.missing("passwordEnv", "C3", "username needs the variable with its password");
    }
    if (password.isPresent() && username.isEmpty()) {
      fields.missing("username", "C3", "passwordEnv needs the name that goes with it");
    }
    if (username.isPresent()) {
      fields
          .at("tokenEnv")
          .ifPresent(at -> at.refuse("C3", "excludes username: keep one way to authenticate"));
    }
  }

  private static Optional<String> prefix(Cursor at) {
    return at.text(
        PREFIX,
        "C2",
        "is no topic prefix: 1 to 100 of letters, digits, . and -, first a letter or digit"
            + " (no _, which Kafka confuses with .)");
  }

  private static Optional<Integer> replicationFactor(Cursor at) {
    var factor = at.whole(-1, Short.MAX_VALUE);
    if (factor.isPresent() && factor.get() == 0) {
      at.refuse("C3", "is no replication factor: 1 or more, or -1 for the broker's default");
      return Optional.empty();
    }
    return factor;
  }
}

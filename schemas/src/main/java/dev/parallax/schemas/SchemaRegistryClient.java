package dev.parallax.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.schemas.RegistryException.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Client of the REST API that Confluent's Schema Registry, Karapace, Redpanda and Apicurio ({@code
 * /apis/ccompat/v7}) share. Avro schemas without references only.
 *
 * <p>Answers are cached both ways within a bound, that an id is unknown only for a moment. An
 * attempt that meets no registry is repeated at the next URL, and after all of them with growing,
 * jittered pauses, until the time budget is used up. Safe for use by several threads.
 */
public final class SchemaRegistryClient implements SchemaRegistry, AutoCloseable {
  private static final int CACHED_IDS = 1_000;
  private static final int CACHED_MISSES = 10_000;

  private final RegistryHttp http;
  private final long missTtlNanos;
  private final LongSupplier nanoTime;
  private final BoundedCache<SubjectSchema, Integer> ids = new BoundedCache<>(CACHED_IDS);
  private final BoundedCache<Integer, Schema> schemas = new BoundedCache<>(CACHED_IDS);
  private final BoundedCache<Integer, Miss> misses = new BoundedCache<>(CACHED_MISSES);

  private SchemaRegistryClient(Builder builder) {
    this.http = new RegistryHttp(builder);
    this.missTtlNanos = builder.missTtl.toNanos();
    this.nanoTime = builder.nanoTime;
  }

  /**
   * Starts the description of a client.
   *
   * @param urls base URLs of instances of one registry, such as {@code
   *     http://localhost:8081/apis/ccompat/v7}; the first that answers is used
   * @throws IllegalArgumentException if there is none, or one is not http or https
   */
  public static Builder builder(List<URI> urls) {
    return new Builder(urls);
  }

  @Override
  public int register(String subject, Schema schema) {
    try {
      return id(subject, schema, "/subjects/" + encoded(subject) + "/versions");
    } catch (RegistryException e) {
      if (e.kind() != Kind.INCOMPATIBLE) {
        throw e;
      }
      return registeredMeanwhile(subject, schema, e);
    }
  }

  /** Apicurio says 409 as well to the slower of two that register a subject at the same moment. */
  private int registeredMeanwhile(String subject, Schema schema, RegistryException refusal) {
    try {
      return lookup(subject, schema);
    } catch (RegistryException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      refusal.addSuppressed(e);
      throw refusal;
    }
  }

  @Override
  public int lookup(String subject, Schema schema) {
    return id(subject, schema, "/subjects/" + encoded(subject));
  }

  private int id(String subject, Schema schema, String path) {
    var key = new SubjectSchema(subject, schema);
    synchronized (ids) {
      Integer known = ids.get(key);
      if (known != null) {
        return known;
      }
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    JsonNode answer =
        http.exchange(
            "POST", path, body, "schema " + schema.getFullName() + " of subject " + subject);
    int id = requireId(answer, path);
    synchronized (ids) {
      ids.put(key, id);
    }
    return id;
  }

  private static int requireId(JsonNode answer, String path) {
    if (!answer.path("id").canConvertToInt()) {
      throw new RegistryException(
          Kind.REFUSED, "the registry's answer at " + path + " has no id: " + answer);
    }
    return answer.get("id").intValue();
  }

  @Override
  public Schema schemaById(int id) {
    synchronized (schemas) {
      Schema known = schemas.get(id);
      if (known != null) {
        return known;
      }
      throwIfMissing(id);
    }
    try {
      Schema schema =
          parse(id, http.exchange("GET", "/schemas/ids/" + id, null, "schema id " + id));
      synchronized (schemas) {
        schemas.put(id, schema);
      }
      return schema;
    } catch (RegistryException e) {
      remember(id, e);
      throw e;
    }
  }

  private void throwIfMissing(int id) {
    Miss miss = misses.get(id);
    if (miss != null && nanoTime.getAsLong() - miss.since < missTtlNanos) {
      throw new RegistryException(miss.kind, miss.message);
    }
  }

  private void remember(int id, RegistryException e) {
    if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.UNUSABLE) {
      synchronized (schemas) {
        misses.put(id, new Miss(e.kind(), e.getMessage(), nanoTime.getAsLong()));
      }
    }
  }

  private static Schema parse(int id, JsonNode answer) {
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new RegistryException(Kind.UNUSABLE, "schema id " + id + " is " + type + ", not Avro");
    }
    if (!answer.path("references").isEmpty()) {
      throw new RegistryException(
          Kind.UNUSABLE,
          "schema id " + id + " refers to other schemas, which is not supported: write it as one");
    }
    try {
      return new Schema.Parser().parse(answer.path("schema").asText());
    } catch (SchemaParseException e) {
      throw new RegistryException(
          Kind.UNUSABLE, "schema id " + id + " is no valid Avro schema: " + e.getMessage(), e);
    }
  }

  /**
   * The ids of all versions of a subject; none if there is no such subject.
   *
   * @throws RegistryException UNREACHABLE, UNAUTHORISED or REFUSED
   */
  public Set<Integer> idsOf(String subject) {
    var ids = new TreeSet<Integer>();
    var versions = "/subjects/" + encoded(subject) + "/versions";
    try {
      for (JsonNode version : http.exchange("GET", versions, null, "subject " + subject)) {
        var path = versions + "/" + version.asInt();
        ids.add(requireId(http.exchange("GET", path, null, "subject " + subject), path));
      }
    } catch (RegistryException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
    }
    return ids;
  }

  /**
   * The rule that holds for {@code subject}: its own, or the registry's where it has none.
   *
   * @throws RegistryException UNREACHABLE, UNAUTHORISED or REFUSED
   */
  public Compatibility compatibility(String subject) {
    JsonNode answer =
        http.exchange(
            "GET",
            "/config/" + encoded(subject) + "?defaultToGlobal=true",
            null,
            "rule of subject " + subject);
    String level = answer.path("compatibilityLevel").asText();
    try {
      return Compatibility.valueOf(level);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          Kind.REFUSED,
          "subject " + subject + ": unknown compatibility level \"" + level + "\"",
          e);
    }
  }

  /**
   * Sets the rule of {@code subject} for versions to come.
   *
   * @throws RegistryException UNREACHABLE, UNAUTHORISED or REFUSED
   */
  public void setCompatibility(String subject, Compatibility level) {
    putCompatibility("/config/" + encoded(subject), level, "rule of subject " + subject);
  }

  /**
   * Sets the registry's rule for subjects without their own.
   *
   * @throws RegistryException UNREACHABLE, UNAUTHORISED or REFUSED
   */
  public void setCompatibility(Compatibility level) {
    putCompatibility("/config", level, "rule of the registry");
  }

  private void putCompatibility(String path, Compatibility level, String about) {
    http.exchange(
        "PUT",
        path,
        JsonNodeFactory.instance.objectNode().put("compatibility", level.name()),
        about);
  }

  /**
   * Asks whether the registry answers, within the time budget.
   *
   * @throws RegistryException UNREACHABLE or UNAUTHORISED if not, saying which URLs were tried
   */
  public void ping() {
    http.exchange("GET", "/schemas/types", null, "types of schemas");
  }

  /** Ends pauses between attempts; questions after this fail as UNREACHABLE. */
  @Override
  public void close() {
    http.close();
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private record SubjectSchema(String subject, Schema schema) {}

  private record Miss(Kind kind, String message, long since) {}

  /** Describes a client; every setting but the URLs has a default. */
  public static final class Builder {
    final List<URI> urls;
    String authorization;
    SSLContext sslContext;
    Duration requestTimeout = Duration.ofSeconds(2);
    Duration timeBudget = Duration.ofSeconds(2);
    Duration backoff = Duration.ofMillis(50);
    Duration maxBackoff = Duration.ofMillis(500);
    private Duration missTtl = Duration.ofSeconds(5);
    private LongSupplier nanoTime = System::nanoTime;

    private Builder(List<URI> urls) {
      if (urls.isEmpty()) {
        throw new IllegalArgumentException("no schema registry URL: at least one is needed");
      }
      for (URI url : urls) {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
          throw new IllegalArgumentException(
              "schema registry URL " + url + ": http:// or https:// is needed");
        }
      }
      this.urls = List.copyOf(urls);
    }

    /** Sends user name and password (HTTP basic). */
    public Builder basicAuth(String user, String password) {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
      return this;
    }

    /** Sends a bearer token. */
    public Builder bearerToken(String token) {
      authorization = "Bearer " + token;
      return this;
    }

    /** Trust and client certificates for https; the JVM's own by default. */
    public Builder sslContext(SSLContext context) {
      sslContext = context;
      return this;
    }

    /**
     * Longest wait for one answer; 2 s by default, and never more than what is left of the budget
     * shared by the URLs not tried yet.
     */
    public Builder requestTimeout(Duration timeout) {
      requestTimeout = timeout;
      return this;
    }

    /**
     * Longest time for one question with all its repeats; 2 s by default, so that a Kafka
     * transaction of 3 s survives it.
     */
    public Builder timeBudget(Duration budget) {
      timeBudget = budget;
      return this;
    }

    /**
     * Pause after the first round over all URLs, doubled after each further one up to {@code max},
     * each jittered by half; 50 ms and 500 ms by default.
     */
    public Builder backoff(Duration first, Duration max) {
      backoff = first;
      maxBackoff = max;
      return this;
    }

    /** How long an unknown id stays unknown without asking again; 5 s by default. */
    public Builder missTtl(Duration ttl) {
      missTtl = ttl;
      return this;
    }

    Builder nanoTime(LongSupplier clock) {
      nanoTime = clock;
      return this;
    }

    /** A client; nothing is asked yet. */
    public SchemaRegistryClient build() {
      return new SchemaRegistryClient(this);
    }
  }
}

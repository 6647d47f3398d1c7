package dev.parallax.cli.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;

/**
 * Gives a token to whoever shows the secret of a client (OAuth 2, client credentials), and the key
 * by which a broker verifies it.
 */
final class TokenServer implements AutoCloseable {
  private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
  private static final String PACKAGE = "org.apache.kafka.common.security.oauthbearer.";
  private static final String AUDIENCE = "kafka";
  private static final String KEY = "key-1";

  private final Map<String, String> secrets;
  private final Duration life;
  private final KeyPair key;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> issued = new ConcurrentHashMap<>();

  /**
   * Starts it, and allows brokers in this process to ask it.
   *
   * @param secrets of clients, by id
   * @param life of a token
   */
  TokenServer(Map<String, String> secrets, Duration life) {
    this.secrets = Map.copyOf(secrets);
    this.life = life;
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      key = generator.generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
    server.createContext("/token", this::giveToken);
    server.createContext("/keys", exchange -> answer(exchange, 200, keys()));
    server.setExecutor(threads);
    server.start();
    System.setProperty(ALLOWED, url("token") + "," + url("keys"));
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
  }

  /** What is to be said to the JVM of a client. */
  String option() {
    return "-D" + ALLOWED + "=" + url("token");
  }

  /** How many tokens a client was given. */
  int issued(String client) {
    return issued.getOrDefault(client, new AtomicInteger()).get();
  }

  /** Properties of a client, as {@code docs/security.md} has them; tokens are renewed in time. */
  Map<String, String> client(String id, String secret) {
    return Map.of(
        "sasl.mechanism",
        "OAUTHBEARER",
        "sasl.jaas.config",
        PACKAGE + "OAuthBearerLoginModule required;",
        "sasl.login.callback.handler.class",
        PACKAGE + "OAuthBearerLoginCallbackHandler",
        "sasl.oauthbearer.token.endpoint.url",
        url("token"),
        "sasl.oauthbearer.client.credentials.client.id",
        id,
        "sasl.oauthbearer.client.credentials.client.secret",
        secret,
        "sasl.login.refresh.min.period.seconds",
        "1",
        "sasl.login.refresh.buffer.seconds",
        "1");
  }

  /** The same with a reference to the secret, which is kept in a file of this directory. */
  Map<String, String> client(String id, Path directory) {
    var file = id + ".secret";
    CommandRun.write(directory, file, secrets.get(id));
    var properties = new HashMap<>(client(id, "${files:%s:%s}".formatted(directory, file)));
    properties.put("config.providers", "files");
    properties.put("config.providers.files.class", DirectoryConfigProvider.class.getName());
    return properties;
  }

  /**
   * Properties of a broker that lets in who has a token, besides others, and nobody longer than the
   * token lives.
   *
   * @param mechanism by which the others log in
   */
  Map<String, String> broker(String mechanism) {
    var listener = "listener.name.client.oauthbearer.";
    return Map.of(
        "sasl.enabled.mechanisms",
        mechanism + ",OAUTHBEARER",
        listener + "sasl.jaas.config",
        PACKAGE + "OAuthBearerLoginModule required;",
        listener + "sasl.server.callback.handler.class",
        PACKAGE + "OAuthBearerValidatorCallbackHandler",
        "sasl.oauthbearer.jwks.endpoint.url",
        url("keys"),
        "sasl.oauthbearer.expected.audience",
        AUDIENCE,
        "sasl.oauthbearer.expected.issuer",
        url(""),
        listener + "connections.max.reauth.ms",
        "3600000");
  }

  private void giveToken(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var shown = shown(exchange);
    if (shown.size() == 2 && shown.get(1).equals(secrets.get(shown.get(0)))) {
      issued.computeIfAbsent(shown.get(0), id -> new AtomicInteger()).incrementAndGet();
      answer(exchange, 200, Json.object().put("access_token", token(shown.get(0))).toString());
    } else {
      answer(exchange, 401, Json.object().put("error", "invalid_client").toString());
    }
  }

  /** Id and secret. */
  private static List<String> shown(HttpExchange exchange) {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    var encoded = header.substring("Basic ".length());
    return List.of(new String(Base64.getDecoder().decode(encoded), UTF_8).split(":", 2));
  }

  private String token(String client) {
    long now = System.currentTimeMillis() / 1_000;
    var claims =
        Json.object()
            .put("iss", url(""))
            .put("aud", AUDIENCE)
            .put("sub", client)
            .put("scope", "kafka")
            .put("iat", now)
            .put("exp", now + life.toSeconds());
    var header = Json.object().put("alg", "RS256").put("kid", KEY);
    var signed =
        encoded(header.toString().getBytes(UTF_8))
            + "."
            + encoded(claims.toString().getBytes(UTF_8));
    return signed + "." + encoded(signature(signed));
  }

  private byte[] signature(String text) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String keys() {
    var known = (RSAPublicKey) key.getPublic();
    var json =
        Json.object()
            .put("kty", "RSA")
            .put("use", "sig")
            .put("alg", "RS256")
            .put("kid", KEY)
            .put("n", encoded(unsigned(known.getModulus())))
            .put("e", encoded(unsigned(known.getPublicExponent())));
    return "{\"keys\":[" + json + "]}";
  }

  private static byte[] unsigned(BigInteger number) {
    var bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    System.clearProperty(ALLOWED);
    server.stop(0);
    threads.shutdownNow();
  }
}

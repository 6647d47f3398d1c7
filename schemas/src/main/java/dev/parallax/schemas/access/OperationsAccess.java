package dev.parallax.schemas.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How the operations servers of the apps are asked: the credentials and the authorities that the
 * environment names. The same variables say which credentials a server asks for.
 *
 * @param token sent as a bearer token; goes before a user
 * @param login sent as HTTP basic
 * @param authorities file of the certificates that are trusted over https, instead of the JVM's
 */
public record OperationsAccess(
    Optional<String> token, Optional<Login> login, Optional<Path> authorities) {
  /** The variable, or with {@code _FILE} that of a file, which has the bearer token. */
  public static final String TOKEN = "PARALLAX_OPERATIONS_TOKEN";

  /** The variable that has the name of the user. */
  public static final String USER = "PARALLAX_OPERATIONS_USER";

  /** The variable, or with {@code _FILE} that of a file, which has the user's password. */
  public static final String PASSWORD = "PARALLAX_OPERATIONS_PASSWORD";

  /** The variable that names the file with the authorities. */
  public static final String AUTHORITIES = "PARALLAX_OPERATIONS_CA";

  /** Without credentials, trusting whom the JVM trusts. */
  public static final OperationsAccess OPEN =
      new OperationsAccess(Optional.empty(), Optional.empty(), Optional.empty());

  /** A user and a password. */
  public record Login(String user, String password) {
    /** As HTTP basic spells it. */
    public String header() {
      var pair = (user + ":" + password).getBytes(UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Login of " + user;
    }
  }

  /**
   * What the environment says.
   *
   * @throws AccessException if a secret cannot be read, or half of a login is missing
   */
  public static OperationsAccess of(Map<String, String> environment) {
    var variables = new SecretVariables(environment);
    return new OperationsAccess(
        variables.get(TOKEN), login(variables), variables.text(AUTHORITIES).map(Path::of));
  }

  private static Optional<Login> login(SecretVariables variables) {
    var user = variables.text(USER);
    var password = variables.get(PASSWORD);
    if (user.isPresent() != password.isPresent()) {
      throw new AccessException(
          (user.isPresent() ? USER : PASSWORD)
              + " is set without "
              + (user.isPresent() ? PASSWORD : USER)
              + ": set both, or none");
    }
    if (user.isPresent() && user.get().contains(":")) {
      throw new AccessException(USER + " has a colon, which HTTP basic cannot send: leave it out");
    }
    return user.map(name -> new Login(name, password.get()));
  }

  /** Whether there are any credentials. */
  public boolean hasCredentials() {
    return token.isPresent() || login.isPresent();
  }

  /** What a request has as its {@code Authorization}, if anything. */
  public Optional<String> authorization() {
    return token.map(secret -> "Bearer " + secret).or(() -> login.map(Login::header));
  }

  /** Trust over https; absent: the JVM's. */
  public Optional<SSLContext> trust() {
    return authorities.map(PemFiles::trusting);
  }

  /** A client that trusts the authorities and follows no redirect, which would get credentials. */
  public HttpClient.Builder client() {
    var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER);
    trust().ifPresent(client::sslContext);
    return client;
  }

  /** A request with the credentials. */
  public HttpRequest.Builder request(URI uri) {
    var request = HttpRequest.newBuilder(uri);
    authorization().ifPresent(secret -> request.header("Authorization", secret));
    return request;
  }

  @Override
  public String toString() {
    return "OperationsAccess[" + (hasCredentials() ? "with" : "without") + " credentials]";
  }
}

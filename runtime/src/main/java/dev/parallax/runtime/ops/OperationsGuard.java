package dev.parallax.runtime.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.schemas.access.OperationsAccess;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before every answer of an operations server.
 *
 * <ol>
 *   <li>Probes of health are answered to everybody: who asks cannot always log in, and learns only
 *       whether it is up.
 *   <li>Where there are credentials, all else needs them.
 *   <li>Where there are none and the server is bound to this machine, it has to be asked by a name
 *       of this machine, so that no site can ask it through somebody's browser.
 *   <li>Whatever may change something needs credentials, unless the server is bound to this
 *       machine, and never comes from another site's page.
 * </ol>
 *
 * @param loopback whether the server is bound to this machine
 */
record OperationsGuard(OperationsAccess access, boolean loopback) implements Handler {
  static final Set<String> PROBES = Set.of("/health/live", "/health/ready");

  private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");
  private static final int UNAUTHORISED = 401;
  private static final int FORBIDDEN = 403;

  private record Refusal(int status, String why) {}

  @Override
  public void handle(Context http) {
    SafeHeaders.put(http);
    refusal(http).ifPresent(refusal -> refuse(http, refusal));
  }

  private Optional<Refusal> refusal(Context http) {
    boolean reads = READING.contains(http.method().name());
    if (reads && PROBES.contains(http.path())) {
      return Optional.empty();
    }
    if (!reads && isOfAnotherSite(http)) {
      return forbidden("pages of other sites change nothing here");
    }
    if (access.hasCredentials()) {
      return isAuthenticated(http)
          ? Optional.empty()
          : Optional.of(
              new Refusal(
                  UNAUTHORISED,
                  "credentials are needed: those of "
                      + OperationsAccess.TOKEN
                      + " or "
                      + OperationsAccess.USER
                      + " in the app's environment"));
    }
    return loopback ? fromOutside(http) : changing(reads);
  }

  private static Optional<Refusal> fromOutside(Context http) {
    return Loopback.isHost(http.req().getServerName())
        ? Optional.empty()
        : forbidden(
            "this server is bound to this machine and answers under localhost and 127.0.0.1 only");
  }

  private static Optional<Refusal> changing(boolean reads) {
    return reads
        ? Optional.empty()
        : forbidden(
            "nothing is changed without credentials where others reach this server: set "
                + OperationsAccess.TOKEN
                + " or "
                + OperationsAccess.USER
                + " and "
                + OperationsAccess.PASSWORD
                + " in the app's environment, or bind it to 127.0.0.1");
  }

  /** A browser says where a page comes from that asks; programs say nothing. */
  private static boolean isOfAnotherSite(Context http) {
    var origin = http.header("Origin");
    var site = http.header("Sec-Fetch-Site");
    boolean stranger = origin != null && !isOwn(origin, http);
    return stranger || (site != null && !site.equals("same-origin") && !site.equals("none"));
  }

  private static boolean isOwn(String origin, Context http) {
    return origin.equals(http.scheme() + "://" + http.header("Host"));
  }

  private static Optional<Refusal> forbidden(String why) {
    return Optional.of(new Refusal(FORBIDDEN, why));
  }

  /** Whether the request has the credentials; compared in a time that tells nothing of them. */
  boolean isAuthenticated(Context http) {
    var given = http.header("Authorization");
    if (given == null) {
      return false;
    }
    boolean token = access.token().map(secret -> same(given, "Bearer " + secret)).orElse(false);
    boolean login = access.login().map(user -> same(given, user.header())).orElse(false);
    return token || login;
  }

  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(given.getBytes(UTF_8), expected.getBytes(UTF_8));
  }

  private void refuse(Context http, Refusal refusal) {
    if (refusal.status() == UNAUTHORISED) {
      http.header(
          "WWW-Authenticate",
          access.login().isPresent()
              ? "Basic realm=\"Parallax\", charset=\"UTF-8\""
              : "Bearer realm=\"Parallax\"");
    }
    http.status(refusal.status())
        .contentType("text/plain; charset=utf-8")
        .result(refusal.why() + "\n")
        .skipRemainingHandlers();
  }
}

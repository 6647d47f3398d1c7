package dev.parallax.schemas.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;

/**
 * Why a Kafka client cannot be made. Kafka wraps the cause in several exceptions that only say that
 * there is one, and a failed OAuth login has its whole stack trace as its message.
 */
public final class ClientFaults {
  private static final Pattern CLASSES = Pattern.compile("^(?:[\\w.$]+(?:Exception|Error): )+");

  private static final Pattern NOT_ALLOWED =
      Pattern.compile(
          "Invalid value (\\S+) for configuration (\\S+): .*system property '(\\S+)' to allow");

  /** What Kafka adds where the token endpoint answered that it does not let this client in. */
  private static final String REFUSED = "; will not attempt further retries";

  private static final Pattern INPUT_OUTPUT =
      Pattern.compile("^[\\w.$: ]*\\bjava(x\\.net|\\.io|\\.net)\\.");

  private ClientFaults() {}

  /**
   * On one line: the innermost message, and what to do where that is known. Never empty.
   *
   * @param fault what the constructor of a Kafka client threw
   */
  public static String said(Throwable fault) {
    var cause = innermost(fault);
    var line = firstLine(cause);
    var notAllowed = NOT_ALLOWED.matcher(line);
    if (notAllowed.find()) {
      return allowing(notAllowed);
    }
    var said = CLASSES.matcher(line).replaceFirst("");
    if (!(cause instanceof LoginException)) {
      return said.isBlank() ? cause.getClass().getSimpleName() : said;
    }
    if (line.endsWith(REFUSED)) {
      return "the token endpoint refuses the login (%s): correct sasl.oauthbearer.client.credentials.client.id and .client.secret, or what they refer to"
          .formatted(said.substring(0, said.length() - REFUSED.length()));
    }
    return isTokenEndpointAway(fault)
        ? "the token endpoint gives no token (%s): see sasl.oauthbearer.token.endpoint.url"
            .formatted(said)
        : "no login can be made: " + said;
  }

  private static String allowing(Matcher found) {
    return "%s %s is not allowed in this process: start it with JDK_JAVA_OPTIONS=-D%s=%s"
        .formatted(found.group(2), found.group(1), found.group(3), found.group(1));
  }

  /**
   * Whether the token endpoint of an OAuth login does not answer, or not as it should: it may when
   * it is asked again.
   */
  public static boolean isTokenEndpointAway(Throwable fault) {
    var cause = innermost(fault);
    var line = firstLine(cause);
    return cause instanceof LoginException
        && INPUT_OUTPUT.matcher(line).find()
        && !line.endsWith(REFUSED);
  }

  /** Of the causes that say something. */
  private static Throwable innermost(Throwable fault) {
    var said = fault;
    for (var cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        said = cause;
      }
    }
    return said;
  }

  private static String firstLine(Throwable cause) {
    var message = cause.getMessage();
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}

package dev.parallax.runtime.ops;

import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.schemas.access.AccessException;
import dev.parallax.schemas.access.OperationsAccess;
import dev.parallax.schemas.access.SecretVariables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an operations server is closed to strangers: whom it answers, and by which certificate. Both
 * are the process's own and come from its environment, never from the configuration or the command
 * line.
 *
 * @param access credentials that are asked for; without any, everybody is answered
 * @param identity certificate and key for https; absent: http
 */
public record OperationsSecurity(OperationsAccess access, Optional<OperationsIdentity> identity) {
  /**
   * The variable that names the file with the certificate and those between it and its authority.
   */
  public static final String CERTIFICATE = "PARALLAX_OPERATIONS_TLS_CERTIFICATE";

  /** The variable that names the file with the certificate's private key. */
  public static final String KEY = "PARALLAX_OPERATIONS_TLS_KEY";

  /** All variables that are looked at; an empty one counts as not set. */
  public static final List<String> VARIABLES =
      List.of(
          OperationsAccess.TOKEN,
          OperationsAccess.TOKEN + SecretVariables.FILE,
          OperationsAccess.USER,
          OperationsAccess.PASSWORD,
          OperationsAccess.PASSWORD + SecretVariables.FILE,
          OperationsAccess.AUTHORITIES,
          CERTIFICATE,
          KEY);

  /** No credentials, no TLS. */
  public static final OperationsSecurity OPEN =
      new OperationsSecurity(OperationsAccess.OPEN, Optional.empty());

  /**
   * What the environment says.
   *
   * @throws KnownFault if it is incomplete, or a file cannot be used; says what to do
   */
  public static OperationsSecurity of(Map<String, String> environment) {
    try {
      return new OperationsSecurity(
          OperationsAccess.of(environment), identity(new SecretVariables(environment)));
    } catch (AccessException e) {
      throw new KnownFault(e.getMessage(), e);
    }
  }

  private static Optional<OperationsIdentity> identity(SecretVariables variables) {
    var certificate = variables.text(CERTIFICATE);
    var key = variables.text(KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new AccessException(CERTIFICATE + " and " + KEY + " go together: set both, or none");
    }
    var identity =
        certificate.map(file -> new OperationsIdentity(Path.of(file), Path.of(key.get())));
    identity.ifPresent(OperationsIdentity::read);
    return identity;
  }

  /** Whether it asks who is there. */
  public boolean asksWhoIsThere() {
    return access.hasCredentials();
  }

  /** {@code https} or {@code http}. */
  String scheme() {
    return identity.isPresent() ? "https" : "http";
  }
}

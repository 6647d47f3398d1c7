package dev.parallax.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.schemas.RegistryException.Kind;
import java.net.URI;
import java.util.Set;

/** What an answer other than the wanted one means. */
final class RegistryErrors {
  private static final Set<Integer> BUSY = Set.of(408, 425, 429);

  private RegistryErrors() {}

  /**
   * @param answer the body as JSON; missing if it is none
   * @param about what was asked for
   */
  static RegistryException of(int status, JsonNode answer, URI uri, String about) {
    String said = said(status, answer);
    if (status == 404 && answer.path("error_code").asInt() / 100 == 404) {
      return new RegistryException(Kind.NOT_FOUND, about + " is not in the registry: " + said);
    }
    if (status == 404) {
      // Not the registry's own 404: a wrong path, or a proxy without its registry. Nothing may be
      // concluded about the schema.
      return new RegistryException(
          Kind.UNREACHABLE,
          uri
              + " is no schema registry API ("
              + said
              + "); check the path, such as /apis/ccompat/v7 for Apicurio");
    }
    if (status == 409) {
      return new RegistryException(
          Kind.INCOMPATIBLE,
          about
              + " is incompatible with the subject's versions: "
              + said
              + "; give new fields a default and keep old ones, or change the subject's compatibility first");
    }
    if (status == 401 || status == 403) {
      return new RegistryException(
          Kind.UNAUTHORISED,
          uri
              + " refuses these credentials for "
              + about
              + ": "
              + said
              + "; check user, password or token");
    }
    if (status >= 500 || BUSY.contains(status) || status / 100 == 2) {
      return new RegistryException(Kind.UNREACHABLE, uri + " failed: " + said);
    }
    return new RegistryException(Kind.REFUSED, uri + " refuses " + about + ": " + said);
  }

  private static String said(int status, JsonNode answer) {
    if (answer.hasNonNull("message")) {
      return "HTTP "
          + status
          + ", "
          + answer.path("error_code").asText("no code")
          + ", "
          + answer.get("message").asText();
    }
    return "HTTP " + status + (answer.isMissingNode() ? " without JSON" : ", " + answer);
  }
}

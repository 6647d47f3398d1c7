package dev.parallax.health.console;

import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.runtime.ops.Loopback;
import dev.parallax.runtime.ops.OperationsSecurity;
import java.util.Map;
import java.util.Optional;

/**
 * Who may look at the console, of those whom the operations server answers. Where it has to be
 * reached by the probes of other regions, the console is not meant for everyone who can probe.
 */
enum ConsoleAccess {
  /** Requests from this machine, under a name that means it: what a tunnel ends in. */
  LOOPBACK,
  /** Everyone who reaches the operations server. */
  ANY,
  /** Nobody. */
  OFF;

  /**
   * The environment's variable that chooses; absent is {@link #ANY} where the operations server
   * asks who is there, else {@link #LOOPBACK}.
   */
  static final String VARIABLE = "PARALLAX_CONSOLE";

  /**
   * What the environment says.
   *
   * @throws KnownFault if it is none of {@code loopback}, {@code any}, {@code off}, or the
   *     credentials of the operations server cannot be read
   */
  static ConsoleAccess of(Map<String, String> environment) {
    var said = environment.getOrDefault(VARIABLE, "");
    return switch (said) {
      case "" -> OperationsSecurity.of(environment).asksWhoIsThere() ? ANY : LOOPBACK;
      case "loopback" -> LOOPBACK;
      case "any" -> ANY;
      case "off" -> OFF;
      default ->
          throw new KnownFault(VARIABLE + " is \"" + said + "\": set it to loopback, any or off");
    };
  }

  /**
   * Why a request is not answered, for people; empty if it is.
   *
   * @param address of the client, numeric
   * @param host the name by which it asked; a name that only resolves to this machine may be
   *     another site's trick on a browser
   */
  Optional<String> refusal(String address, String host) {
    return switch (this) {
      case ANY -> Optional.empty();
      case OFF -> Optional.of("the console is switched off (" + VARIABLE + "=off)");
      case LOOPBACK ->
          Loopback.isAddress(address) && Loopback.isHost(host)
              ? Optional.empty()
              : Optional.of(
                  "the console answers this machine only: open it by"
                      + " 'ssh -L 8080:127.0.0.1:<port> <host>' and http://localhost:8080/, or set "
                      + VARIABLE
                      + "=any behind something that asks who is there");
    };
  }
}

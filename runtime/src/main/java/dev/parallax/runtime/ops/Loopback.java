package dev.parallax.runtime.ops;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses and names that mean the machine itself, without looking any name up. */
public final class Loopback {
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private Loopback() {}

  /**
   * Whether a numeric address is this machine's own.
   *
   * @param address may stand in brackets
   */
  public static boolean isAddress(String address) {
    var bare = address.replaceAll("[\\[\\]]", "");
    if (!NUMERIC.matcher(bare).matches()) {
      return false;
    }
    try {
      // Numeric, so that nothing is looked up.
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  /**
   * Whether a host of a URL can only mean this machine. Another site's name that leads here does
   * not: it may be a trick on a browser.
   */
  public static boolean isHost(String host) {
    return host.equalsIgnoreCase("localhost") || isAddress(host);
  }
}

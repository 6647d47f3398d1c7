package dev.parallax.runtime.federation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Peer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.header.Headers;

/**
 * Makes and checks the seals of one region's records. A seal is the HMAC-SHA256 of who wrote the
 * record, for whom, in which topic, its key and its value; its header is {@value #HEADER} and the
 * region that it is for. Both regions of a pair must name the same secret for each other. Where no
 * secret is named for a region, records for it are not sealed and records of it are believed; where
 * peers are named, a region that is none of them is not believed at all.
 *
 * <p>A seal does not say when a record was made: an old record written again is an old record,
 * which does no harm where records are told apart by their contents. Safe for several threads.
 */
public final class Seals {
  /** What the names of headers begin with. */
  public static final String HEADER = "parallax.seal.";

  private static final String ALGORITHM = "HmacSHA256";

  private final String region;
  private final Map<String, SecretKeySpec> keys;
  private final Set<String> strangers;

  private Seals(String region, Map<String, SecretKeySpec> keys, Set<String> strangers) {
    this.region = region;
    this.keys = Map.copyOf(keys);
    this.strangers = Set.copyOf(strangers);
  }

  /**
   * Those of the current region; none are made or asked for where one control plane serves all.
   *
   * @throws dev.parallax.runtime.fault.KnownFault if a secret that the configuration names is not
   *     there
   */
  public static Seals of(ParallaxConfig config, Secrets secrets) {
    var keys = new LinkedHashMap<String, SecretKeySpec>();
    var strangers = new HashSet<String>();
    for (var other : config.isFederated() ? config.otherRegionIds() : List.<String>of()) {
      var peer = config.controlPlane().peer(other);
      if (peer.isEmpty() && !config.controlPlane().peers().isEmpty()) {
        strangers.add(other);
      }
      peer.flatMap(Peer::authSecret)
          .map(name -> new SecretKeySpec(secrets.get(name).getBytes(UTF_8), ALGORITHM))
          .ifPresent(key -> keys.put(other, key));
    }
    return new Seals(config.controlPlane().currentRegion(), keys, strangers);
  }

  /**
   * Does nothing if every secret is there that {@link #of} would ask for.
   *
   * @throws dev.parallax.runtime.fault.KnownFault as {@link #of}
   */
  public static void require(ParallaxConfig config, Secrets secrets) {
    of(config, secrets);
  }

  /** Whether records of this region are believed only with its seal. */
  public boolean isAsked(String source) {
    return keys.containsKey(source);
  }

  /** Seals a record for one region. */
  public void seal(Headers headers, String target, String topic, byte[] key, byte[] value) {
    var secret = keys.get(target);
    if (secret != null) {
      headers.remove(HEADER + target);
      headers.add(HEADER + target, mac(secret, region, target, topic, key, value));
    }
  }

  /** Seals a record for every other region. */
  public void sealForAll(Headers headers, String topic, byte[] key, byte[] value) {
    keys.keySet().forEach(target -> seal(headers, target, topic, key, value));
  }

  /**
   * Whether a record that was copied from another region is that region's own.
   *
   * @param source the region that it was copied from
   * @param topic its topic there, not the copy
   */
  public Verdict check(Headers headers, String source, String topic, byte[] key, byte[] value) {
    if (strangers.contains(source)) {
      return Verdict.STRANGER;
    }
    var secret = keys.get(source);
    if (secret == null) {
      return Verdict.GENUINE;
    }
    var seal = headers.lastHeader(HEADER + region);
    if (seal == null || seal.value() == null) {
      return Verdict.MISSING;
    }
    return MessageDigest.isEqual(mac(secret, source, region, topic, key, value), seal.value())
        ? Verdict.GENUINE
        : Verdict.WRONG;
  }

  /** What a check says. */
  public enum Verdict {
    /** It is the region's own, or none is asked of it. */
    GENUINE,
    /** Peers are named, and its region is none of them. */
    STRANGER,
    /** It has no seal for this region. */
    MISSING,
    /** Its seal was made with another secret, or of another record. */
    WRONG
  }

  private static byte[] mac(
      SecretKeySpec secret, String from, String to, String topic, byte[] key, byte[] value) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      update(mac, from.getBytes(UTF_8));
      update(mac, to.getBytes(UTF_8));
      update(mac, topic.getBytes(UTF_8));
      update(mac, key);
      update(mac, value);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Preceded by its length, so that no two records have one text; an absent part has length -1. */
  private static void update(Mac mac, byte[] part) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part == null ? -1 : part.length).array());
    if (part != null) {
      mac.update(part);
    }
  }
}

package dev.parallax.cli.replication.verify;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 128 bits of a hash of bytes: two that differ do not share one by chance. */
record Fingerprint(long high, long low) {
  static Fingerprint of(byte[] bytes) {
    if (bytes == null) {
      return new Fingerprint(0, 0);
    }
    try {
      var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new Fingerprint(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package dev.parallax.schemas.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Private keys in PEM files. */
final class PrivateKeys {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]+)-----END");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** Version 0 and the identifier of RSA without parameters, which PKCS#8 puts before PKCS#1. */
  private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private static final String ADVICE =
      "; 'openssl pkcs8 -topk8 -nocrypt -in <key> -out <new key>' makes one that can be";

  private PrivateKeys() {}

  static PrivateKey read(Path file) {
    var found = BLOCK.matcher(PemFiles.read(file));
    if (!found.find()) {
      throw new AccessException(file + " has no private key in PEM: name another file");
    }
    var body = decoded(file, found.group(2));
    return switch (found.group(1)) {
      case "PRIVATE KEY" -> key(file, body);
      case "RSA PRIVATE KEY" -> key(file, wrapped(body));
      default ->
          throw new AccessException(file + ": a " + found.group(1) + " is not read" + ADVICE);
    };
  }

  private static byte[] decoded(Path file, String body) {
    try {
      return Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException broken) {
      // Without the cause, whose message may tell of the content.
      throw new AccessException(file + ": its private key is no Base64" + ADVICE);
    }
  }

  private static PrivateKey key(Path file, byte[] body) {
    return ALGORITHMS.stream()
        .flatMap(algorithm -> key(algorithm, body).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new AccessException(
                    file + ": its private key is not of RSA, EC or EdDSA, or broken" + ADVICE));
  }

  /** Absent if it is one of another algorithm. */
  private static Optional<PrivateKey> key(String algorithm, byte[] body) {
    try {
      var spec = new PKCS8EncodedKeySpec(body);
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (InvalidKeySpecException another) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new AccessException("this Java knows no " + algorithm + " keys", e);
    }
  }

  private static byte[] wrapped(byte[] rsa) {
    return element(0x30, joined(RSA, element(0x04, rsa)));
  }

  /** An element of DER whose length takes three bytes, as that of every RSA key may. */
  private static byte[] element(int tag, byte[] content) {
    return ByteBuffer.allocate(4 + content.length)
        .put((byte) tag)
        .put((byte) 0x82)
        .putShort((short) content.length)
        .put(content)
        .array();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** Whether what the key signs is what the certificate says. */
  static boolean belongs(PrivateKey key, Certificate certificate) {
    var publicKey = certificate.getPublicKey();
    var algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      var signed = signature.sign();
      signature.initVerify(publicKey);
      return signature.verify(signed);
    } catch (GeneralSecurityException another) {
      return false;
    }
  }
}

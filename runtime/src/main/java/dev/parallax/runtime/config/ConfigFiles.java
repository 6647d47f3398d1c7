package dev.parallax.runtime.config;

import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ConfigWarning;
import dev.parallax.core.config.ParallaxConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads configuration files ({@code parallax.config.yaml}). */
public final class ConfigFiles {
  /** Bytes; a code point takes at most four. */
  private static final int MAX_BYTES = 4 * YamlDocuments.MAX_SIZE;

  private ConfigFiles() {}

  /**
   * What the file says, and what of it this release cannot do. A file that cannot be read or is no
   * YAML is faulty like any other.
   */
  public static ConfigResult read(Path file) {
    return read(file, ConfigReader::read);
  }

  /** The same for routing and failover cases, which no release limits. */
  public static ConfigResult readUngated(Path file) {
    return read(file, ConfigReader::readUngated);
  }

  /**
   * What the file says if this release can run it; every start shows its warnings (C4).
   *
   * @throws ConfigFaults if there is anything wrong with it, or this release cannot run it
   */
  public static ConfigResult.Valid runnable(Path file) {
    var result = read(file);
    if (!result.refusals().isEmpty()) {
      throw new ConfigFaults(file, result.refusals());
    }
    return (ConfigResult.Valid) result;
  }

  /**
   * The same without its warnings, for what starts nothing.
   *
   * @throws ConfigFaults if there is anything wrong with it, or this release cannot run it
   */
  public static ParallaxConfig load(Path file) {
    return runnable(file).config();
  }

  /** A warning in one line: {@code file:line: path: message (rule)}. */
  public static String text(Path file, ConfigWarning warning) {
    return place(file, warning.line(), warning.path())
        + warning.message()
        + " ("
        + warning.rule()
        + ")";
  }

  static String place(Path file, int line, String path) {
    var where = line > 0 ? file + ":" + line + ": " : file + ": ";
    return path.isEmpty() ? where : where + path + ": ";
  }

  private static ConfigResult read(Path file, Function<ConfigNode, ConfigResult> reader) {
    try {
      return reader.apply(document(file));
    } catch (MalformedDocument e) {
      return ConfigResult.Faulty.of(e.fault());
    }
  }

  /**
   * The document in the file, whatever it is about; see {@link YamlDocuments#parse}.
   *
   * @throws MalformedDocument if the file cannot be read or is no YAML
   */
  public static ConfigNode document(Path file) {
    if (Files.isDirectory(file)) {
      throw unreadable("is a directory: name the file in it");
    }
    try {
      return YamlDocuments.parse(text(file));
    } catch (NoSuchFileException e) {
      throw unreadable("does not exist: create it, or name another file");
    } catch (CharacterCodingException e) {
      throw unreadable("is not UTF-8: save it as UTF-8");
    } catch (AccessDeniedException e) {
      throw unreadable("cannot be read: give this user the permission, or name another file");
    } catch (IOException e) {
      throw unreadable("cannot be read (" + e.getMessage() + "): check its kind and permissions");
    }
  }

  private static String text(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new MalformedDocument(0, "", "is larger than 4 MiB: is it the file that is meant?");
      }
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }

  private static MalformedDocument unreadable(String message) {
    return new MalformedDocument(new ConfigFault("", 0, "", "C3", message));
  }
}

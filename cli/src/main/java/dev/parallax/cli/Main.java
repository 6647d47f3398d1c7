package dev.parallax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.session.Environment;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Arrays;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code (see {@link dev.parallax.cli.console.ExitCode}). */
  public static void main(String[] args) {
    chooseLogging(Arrays.asList(args).contains("--debug"));
    var out = writer(FileDescriptor.out);
    var err = writer(FileDescriptor.err);
    int code =
        ParallaxCommand.create(Environment.ofThisProcess()).setOut(out).setErr(err).execute(args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Before the first logger: the configuration on the class path is the apps', not ours. */
  private static void chooseLogging(boolean debug) {
    System.setProperty("logback.configurationFile", "parallax-cli-logback.xml");
    System.setProperty("parallax.cli.level", debug ? "INFO" : "OFF");
  }

  /** UTF-8 whatever the locale: JSON is, and so are the samples. */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, UTF_8);
  }
}

package dev.parallax.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Marker;

/**
 * Leaves one message out of the log: of one logger, with one cause. Everything else of that logger
 * is logged. Logback sets it up from its configuration.
 */
public final class LeaveOut extends TurboFilter {
  private String logger = "";
  private String cause = "";

  /** Sets the name of the logger. */
  public void setLogger(String name) {
    this.logger = name;
  }

  /** Sets what the message of the logged exception contains. */
  public void setCause(String text) {
    this.cause = text;
  }

  @Override
  public void start() {
    if (logger.isEmpty() || cause.isEmpty()) {
      addError("a message is left out by its logger and its cause: set both");
      return;
    }
    super.start();
  }

  @Override
  public FilterReply decide(
      Marker marker,
      Logger from,
      Level level,
      String format,
      Object[] arguments,
      Throwable exception) {
    return isStarted() && from.getName().equals(logger) && isMeant(arguments, exception)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  private boolean isMeant(Object[] arguments, Throwable exception) {
    var logged = Stream.ofNullable(arguments).flatMap(Arrays::stream);
    return Stream.concat(logged, Stream.ofNullable(exception))
        .filter(Throwable.class::isInstance)
        .map(argument -> ((Throwable) argument).getMessage())
        .filter(Objects::nonNull)
        .anyMatch(message -> message.contains(cause));
  }
}

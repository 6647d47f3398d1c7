package dev.parallax.runtime.app;

import dev.parallax.runtime.config.ConfigFaults;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.runtime.ops.OperationsSecurity;
import dev.parallax.runtime.time.ClockOffset;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of an app, from its options to its exit code.
 *
 * @param environment of the process
 */
record Launch(
    AppName app,
    AppFactory factory,
    Optional<ObserverFactory> observer,
    LaunchOptions options,
    Map<String, String> environment) {

  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  /** Runs it; an {@link ExitCode}. */
  int run() {
    try (var stop = StopSignal.install()) {
      int code = run(stop);
      stop.ended(code);
      return code;
    }
  }

  private int run(StopSignal stop) {
    try {
      sayHowFarTheClockIsOff();
      var loaded = LoadedConfig.read(options.config(), options.place());
      if (observing().isEmpty()) {
        factory.check(loaded.config());
      }
      return run(loaded, OperationsSecurity.of(environment), stop);
    } catch (ConfigFaults e) {
      e.getMessage().lines().forEach(System.err::println);
      System.err.println(app.command() + ": not started; mend " + options.config());
      return ExitCode.USAGE;
    } catch (KnownFault misplaced) {
      System.err.println(app.command() + ": " + misplaced.getMessage());
      return ExitCode.USAGE;
    }
  }

  private static void sayHowFarTheClockIsOff() {
    var offset = ClockOffset.ofProcess();
    if (!offset.isZero()) {
      LOG.warn("The clock of this process is set {} apart, which is for drills only", offset);
    }
  }

  private int run(LoadedConfig loaded, OperationsSecurity security, StopSignal stop) {
    var startup = new Startup(app, loaded, options, security, stop, observing());
    try (var resources = new Resources(stop::spare)) {
      var settings = loaded.config().schemaRegistry();
      var registry = resources.add(RegistryAccess.clientOfApp(settings, environment));
      if (observing().isPresent()) {
        startup.observe(observing().get(), registry, resources);
      } else {
        startup.run(factory, registry, resources);
      }
      return ExitCode.OK;
    } catch (RuntimeException e) {
      return failed(e, stop, startup.isRunning());
    }
  }

  private Optional<ObserverFactory> observing() {
    return observer.filter(unused -> options.observer());
  }

  private int failed(RuntimeException fault, StopSignal stop, boolean running) {
    if (stop.isRequested() && !running) {
      LOG.info("Told to end before it ran");
      return ExitCode.OK;
    }
    if (fault instanceof KnownFault) {
      fault.getMessage().lines().forEach(LOG::error);
    } else {
      LOG.error("{} failed", app.command(), fault);
    }
    return ExitCode.of(fault, running);
  }
}

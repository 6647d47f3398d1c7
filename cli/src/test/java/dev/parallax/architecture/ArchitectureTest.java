package dev.parallax.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The arrows between modules, which the build cannot hold alone: a module sees whatever its
 * dependencies bring along. This module's class path has all of them.
 */
@AnalyzeClasses(
    packages = "dev.parallax",
    importOptions = {ImportOption.DoNotIncludeTests.class})
final class ArchitectureTest {
  @ArchTest
  static final ArchRule ARROWS_POINT_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.parallax..")
          .layer("core")
          .definedBy("dev.parallax.core..")
          .layer("schemas")
          .definedBy("dev.parallax.schemas..", "dev.parallax.events..")
          .layer("runtime")
          .definedBy("dev.parallax.runtime..")
          .layer("router")
          .definedBy("dev.parallax.router..")
          .layer("health")
          .definedBy("dev.parallax.health..")
          .layer("replicator")
          .definedBy("dev.parallax.replicator..")
          .layer("client")
          .definedBy("dev.parallax.client..")
          .layer("sandbox")
          .definedBy("dev.parallax.sandbox..")
          .layer("cli")
          .definedBy("dev.parallax.cli..")
          .whereLayer("core")
          .mayNotAccessAnyLayer()
          .whereLayer("schemas")
          .mayNotAccessAnyLayer()
          .whereLayer("runtime")
          .mayOnlyAccessLayers("core", "schemas")
          .whereLayer("router")
          .mayOnlyAccessLayers("runtime", "core", "schemas")
          .whereLayer("health")
          .mayOnlyAccessLayers("runtime", "core", "schemas")
          .whereLayer("replicator")
          .mayOnlyAccessLayers("runtime", "core", "schemas")
          .whereLayer("client")
          .mayOnlyAccessLayers("schemas")
          .whereLayer("sandbox")
          .mayOnlyAccessLayers("schemas")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule CORE_KNOWS_ONLY_THE_JDK =
      classes()
          .that()
          .resideInAPackage("dev.parallax.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.parallax.core..", "java..");

  /** The same arguments give the same answer, on every instance and at every replay. */
  @ArchTest
  static final ArchRule CORE_KNOWS_NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .that()
          .resideInAPackage("dev.parallax.core..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class);

  /** What a drill sets apart is all of an app's time of day. */
  @ArchTest
  static final ArchRule APPS_HAVE_ONE_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.parallax.runtime..",
              "dev.parallax.router..",
              "dev.parallax.health..",
              "dev.parallax.replicator..")
          .and()
          .resideOutsideOfPackage("dev.parallax.runtime.time..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching("dev.parallax.(**)").should().beFreeOfCycles();

  /** A pause that nothing can end early delays every stop. */
  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class);
}

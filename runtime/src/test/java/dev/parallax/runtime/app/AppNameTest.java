package dev.parallax.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppNameTest {

  @Test
  void isOneNameWithAndWithoutItsEnding() {
    assertThat(AppName.of("router-app")).isEqualTo(AppName.of("router"));
    assertThat(AppName.of("router").command()).isEqualTo("router-app");
  }

  @Test
  void makesTheApplicationIdOfThePrefix() {
    var router = AppName.of("router");
    assertThat(router.applicationId("parallax.")).isEqualTo("parallax-router");
    assertThat(router.applicationId("team-a.prod.")).isEqualTo("team-a.prod-router");
    assertThat(router.applicationId("")).isEqualTo("router");
  }

  @Test
  void givesAppsOfOneMachineDifferentPorts() {
    assertThat(AppName.of("router").port()).isEqualTo(8080);
    assertThat(AppName.of("health").port()).isEqualTo(8082);
    assertThat(AppName.of("anything").port()).isEqualTo(8080);
  }
}

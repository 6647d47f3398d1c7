package dev.parallax.runtime.federation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.YamlDocuments;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.runtime.federation.Seals.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealsTest {
  private static final String TOPIC = "parallax.summaries";
  private static final byte[] KEY = "us-east-1".getBytes(UTF_8);
  private static final byte[] VALUE = {1, 2, 3};

  private final Seals us = seals("us-east-1", "a secret of sixteen");
  private final Seals eu = seals("eu-west-1", "a secret of sixteen");

  @Test
  void believesWhatThePeerSealedForThisRegion() {
    var headers = sealed(us);

    assertThat(eu.isAsked("us-east-1")).isTrue();
    assertThat(eu.check(headers, "us-east-1", TOPIC, KEY, VALUE)).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void believesNothingElse() {
    var headers = sealed(us);

    assertThat(eu.check(headers, "us-east-1", "parallax.ballots", KEY, VALUE))
        .isEqualTo(Verdict.WRONG);
    assertThat(eu.check(headers, "us-east-1", TOPIC, VALUE, KEY)).isEqualTo(Verdict.WRONG);
    assertThat(eu.check(headers, "us-east-1", TOPIC, KEY, null)).isEqualTo(Verdict.WRONG);
    assertThat(eu.check(headers, "ap-south-1", TOPIC, KEY, VALUE)).isEqualTo(Verdict.WRONG);
    assertThat(eu.check(new RecordHeaders(), "us-east-1", TOPIC, KEY, VALUE))
        .isEqualTo(Verdict.MISSING);
    assertThat(
            seals("eu-west-1", "another secret of some length")
                .check(headers, "us-east-1", TOPIC, KEY, VALUE))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void asksForNoSealWhereNoSecretIsNamed() {
    var open = Seals.of(config("eu-west-1", ""), new Secrets(Map.of()));

    assertThat(open.isAsked("us-east-1")).isFalse();
    assertThat(open.check(new RecordHeaders(), "us-east-1", TOPIC, KEY, VALUE))
        .isEqualTo(Verdict.GENUINE);
    assertThat(sealed(open)).isEmpty();
  }

  @Test
  void takesTheSecretFromTheEnvironmentOrAFile(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("federation-secret"), "a secret of sixteen\n");
    var fromFile =
        Seals.of(
            config("us-east-1", ", authSecret: federation-secret"),
            new Secrets(Map.of(Secrets.DIRECTORY, directory.toString())));

    assertThat(eu.check(sealed(fromFile), "us-east-1", TOPIC, KEY, VALUE))
        .isEqualTo(Verdict.GENUINE);
  }

  @Test
  void saysWhatToSetIfASecretIsNotThereOrTooShort() {
    var config = config("us-east-1", ", authSecret: federation-secret");

    assertThatThrownBy(() -> Seals.of(config, new Secrets(Map.of())))
        .isInstanceOf(KnownFault.class)
        .hasMessageContaining("set FEDERATION_SECRET to it, or PARALLAX_SECRETS to a directory");
    assertThatThrownBy(() -> Seals.of(config, new Secrets(Map.of(Secrets.DIRECTORY, "/nowhere"))))
        .isInstanceOf(KnownFault.class)
        .hasMessageEndingWith("with a file federation-secret; it is /nowhere, without one");
    assertThatThrownBy(
            () -> Seals.of(config, new Secrets(Map.of("FEDERATION_SECRET", "too short"))))
        .isInstanceOf(KnownFault.class)
        .hasMessageContaining("has 9 characters: at least 16")
        .hasMessageNotContaining("too short");
  }

  private static Headers sealed(Seals seals) {
    var headers = new RecordHeaders();
    seals.sealForAll(headers, TOPIC, KEY, VALUE);
    return headers;
  }

  private static Seals seals(String region, String secret) {
    return Seals.of(
        config(region, ", authSecret: federation-secret"),
        new Secrets(Map.of("FEDERATION_SECRET", secret)));
  }

  private static ParallaxConfig config(String current, String secret) {
    var text =
        """
        regions:
          - {id: us-east-1, kafka: {bootstrapServers: "us:9092"}}
          - {id: eu-west-1, kafka: {bootstrapServers: "eu:9092"}}
          - {id: ap-south-1, kafka: {bootstrapServers: "ap:9092"}}
        controlPlane:
          mode: federated
          currentRegion: %1$s
          federation:
            peers:
              - {region: us-east-1, endpoint: "http://us:8080"%2$s}
              - {region: eu-west-1, endpoint: "http://eu:8080"%2$s}
              - {region: ap-south-1, endpoint: "http://ap:8080"%2$s}
        """
            .formatted(current, secret);
    return ((ConfigResult.Valid) ConfigReader.read(YamlDocuments.parse(text))).config();
  }
}

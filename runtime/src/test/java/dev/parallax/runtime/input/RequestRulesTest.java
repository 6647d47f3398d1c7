package dev.parallax.runtime.input;

import static dev.parallax.runtime.input.RequestRecords.accepted;
import static dev.parallax.runtime.input.RequestRecords.refused;
import static dev.parallax.runtime.input.RequestRecords.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestRulesTest {
  private final RequestRecords records = new RequestRecords();

  @Test
  void refusesNamesThatAreBlankLongOrUnprintable() {
    assertThat(message(any().setPattern("")))
        .isEqualTo("pattern is blank; give it a value, or leave it out");
    assertThat(message(any().setPattern("p").setPatternVersion("x".repeat(257))))
        .isEqualTo("patternVersion is longer than 256 characters; shorten it");
    assertThat(message(any().setOriginRegion("eu\u0000")))
        .isEqualTo("originRegion holds a control character; use printable ones");
    assertThat(message(any().setCapabilities(Collections.nCopies(2, " "))))
        .isEqualTo("a capability is blank; give it a value, or leave it out");
  }

  @Test
  void refusesAVersionOfNoPattern() {
    assertThat(message(any().setPatternVersion("1.0.0")))
        .isEqualTo("patternVersion stands without pattern (R21); name the pattern, or no version");
  }

  @Test
  void refusesTimesAndCountsBelowTheirRange() {
    assertThat(message(any().setOptions(new ExecutionOptions(0L, null, false))))
        .isEqualTo("options.timeoutMs must be more than 0 ms; leave it out for the default");
    assertThat(message(any().setOptions(new ExecutionOptions(null, -1, false))))
        .isEqualTo("options.retries must be 0 or more; leave it out for the default");
    assertThat(accepted(records.read(any().setOptions(new ExecutionOptions(1L, 0, true)))))
        .isNotNull();
  }

  @Test
  void refusesMoreThanARecordOfTheDecisionCanRepeatAndKeepsNoCopy() {
    assertThat(overLimit(any().setCapabilities(Collections.nCopies(33, "a"))))
        .isEqualTo("capabilities are more than 32; name fewer");
    assertThat(overLimit(any().setMetadata(metadata(65, "k", "v"))))
        .isEqualTo("metadata has more than 64 entries; send fewer");
    assertThat(overLimit(any().setMetadata(metadata(1, "k".repeat(257), "v"))))
        .isEqualTo("a key of metadata is longer than 256 characters; shorten it");
    assertThat(overLimit(any().setMetadata(metadata(1, "k", "v".repeat(1_025)))))
        .isEqualTo("a value of metadata is longer than 1024 characters; shorten it");
    assertThat(overLimit(any().setPriority("x".repeat(1_025))))
        .isEqualTo("priority is longer than 1024 characters; shorten it");
    assertThat(
            accepted(
                records.read(
                    any()
                        .setCapabilities(Collections.nCopies(32, "a".repeat(256)))
                        .setMetadata(metadata(64, "k", "v".repeat(1_024)))
                        .setPriority("x".repeat(1_024)))))
        .isNotNull();
  }

  @Test
  void keepsACopyOfWhatIsRefusedForAnotherCause() {
    var blank = any().setPattern(" ");

    assertThat(refused(records.read(blank)).event()).contains(blank.build());
  }

  private String message(ExecutionRequest.Builder request) {
    return refused(records.read(request)).message();
  }

  private String overLimit(ExecutionRequest.Builder request) {
    var refused = refused(records.read(request));
    assertThat(refused.event()).isEmpty();
    return refused.message();
  }

  private static ExecutionRequest.Builder any() {
    return request("e", "{}");
  }

  private static Map<String, String> metadata(int entries, String key, String value) {
    var metadata = new HashMap<String, String>();
    for (int i = 0; i < entries; i++) {
      metadata.put(i == 0 ? key : key + i, value);
    }
    return metadata;
  }
}

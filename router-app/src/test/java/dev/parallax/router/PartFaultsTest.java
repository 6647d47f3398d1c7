package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartKind;
import dev.parallax.events.PartSlot;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartFaultsTest {
  private static final String EU = "eu-west-1";

  /** Three bytes each. */
  private static final String LONGEST = "\u65e5".repeat(PartFaults.MAX_CHARS);

  /** A record's seal, and what Kafka adds to it. */
  private static final int AROUND = 1_024;

  @Test
  void theLargestPartHasRoomInItsTopic() {
    var topics = new TopicCatalogue("parallax.", 1);
    var part =
        ForwardedPart.newBuilder()
            .setExecutionId(LONGEST)
            .setOrigin("us-east-1")
            .setKind(PartKind.EXECUTE)
            .setSlots(
                IntStream.range(0, PartFaults.MAX_SLOTS)
                    .mapToObj(i -> new PartSlot(i, 512, Long.MAX_VALUE))
                    .toList())
            .setRequest(ByteBuffer.allocate(TopicCatalogue.INPUT_BYTES))
            .setPattern(LONGEST)
            .setPatternVersion(LONGEST)
            .setCapabilities(capabilities())
            .setExcludedAgents(Collections.nCopies(Retries.MAX_ASKED, LONGEST))
            .setAppendedAt(Long.MAX_VALUE)
            .setDeadline(Long.MAX_VALUE)
            .setEpoch(Long.MAX_VALUE)
            .build();
    assertThat(PartFaults.of(part, "us-east-1")).isEmpty();

    var value =
        new AvroCodecs(new InMemorySchemaRegistry())
            .encoder(topics.forward(EU).name(), ForwardedPart.class)
            .encode(part);

    assertThat(value.length + LONGEST.getBytes(UTF_8).length + AROUND)
        .isLessThan(Integer.parseInt(topics.forward(EU).config().get("max.message.bytes")));
  }

  @Test
  void refusesARequestThatNoBrokerCanHaveAppended() {
    var part =
        ForwardedPart.newBuilder()
            .setExecutionId("e-1")
            .setOrigin("us-east-1")
            .setKind(PartKind.EXECUTE)
            .setSlots(List.of(new PartSlot(0, 1, 0L)))
            .setRequest(ByteBuffer.allocate(0))
            .setCapabilities(List.of())
            .setExcludedAgents(List.of())
            .setAppendedAt(-1)
            .setDeadline(0)
            .setEpoch(0)
            .build();

    assertThat(PartFaults.of(part, "us-east-1"))
        .contains("its request was appended before there was time: -1");
  }

  private static List<String> capabilities() {
    int most = PartFaults.MAX_CAPABILITY_BYTES / LONGEST.getBytes(UTF_8).length;
    return IntStream.range(0, most).mapToObj(i -> LONGEST).toList();
  }
}

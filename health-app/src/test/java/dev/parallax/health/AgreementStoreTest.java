package dev.parallax.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.failover.AppliedCommands;
import dev.parallax.core.failover.Command;
import dev.parallax.core.failover.Failover;
import dev.parallax.core.failover.FailoverRules;
import dev.parallax.core.failover.Notice;
import dev.parallax.core.federation.Agreed;
import dev.parallax.core.federation.CouncilMemory;
import dev.parallax.core.federation.CouncilRecord;
import dev.parallax.core.federation.OrderChanges;
import dev.parallax.core.federation.OwnTimes;
import dev.parallax.core.federation.Pending;
import dev.parallax.core.fleet.Ramp;
import dev.parallax.core.quorum.Ballot;
import dev.parallax.core.quorum.Heard;
import dev.parallax.core.quorum.Proposal;
import dev.parallax.events.FailoverBallot;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class AgreementStoreTest {
  private static final String US = "us-east-1";
  private static final FailoverRules RULES = FailoverRules.of(Events.federated(US));
  private static final Command ORDER =
      new Command(
          "c-1", Command.Kind.FAILOVER, Optional.empty(), Optional.of("eu-west-1"), true, "alice");

  private final AvroCodecs codecs = new AvroCodecs(new InMemorySchemaRegistry());
  private final AgreementStore store = store();

  private static AgreementStore store() {
    var rows =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(AgreementStore.NAME),
                Serdes.String(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    var context = new MockProcessorContext<Void, Void>();
    rows.init(context.getStateStoreContext(), (StateStore) rows);
    return new AgreementStore(rows);
  }

  private CouncilMemory memory(long now) {
    return store.memory(
        US, codecs.decoder(FailoverBallot.class), AgreedFormats.OF_THIS_RELEASE, now);
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(memory(1)).isEqualTo(CouncilMemory.none(US));
  }

  @Test
  void keepsTheBallotAsItIsPublishedWithAllThatWasAgreed() {
    var state = new Failover(RULES).begin(Optional.empty(), 5).state();
    var notice =
        new Notice(
            "failover-1",
            1,
            Notice.Kind.FAILOVER,
            Optional.of(US),
            Optional.of("eu-west-1"),
            "us-east-1 is UNHEALTHY (F2)",
            "alice",
            Optional.of("c-1"),
            List.of("F2: something"),
            1_234);
    var agreed = new Agreed(1, state, List.of(notice));
    var ballot =
        new Ballot<>(
            US,
            7,
            Optional.of("eu-west-1"),
            Optional.of(new Proposal<>(7, 4, agreed)),
            Optional.of(new Proposal<>(6, 3, new Agreed(1, state, List.of()))),
            99,
            Optional.of(new Heard("eu-west-1", 41)));

    store.putBallot(
        codecs
            .encoder("parallax.ballots", FailoverBallot.class)
            .encode(new BallotRecords(AgreedFormats.OF_THIS_RELEASE).record(ballot, 5)));

    assertThat(memory(1).ballot()).isEqualTo(ballot);
  }

  @Test
  void aBallotOfALaterReleaseIsNotUsedAndWhatItAgreedToIsKnownAsAllUnderstandIt() {
    var later = LaterRelease.FORMATS;
    var agreed = new Agreed(2, new Failover(RULES).begin(Optional.empty(), 5).state(), List.of());
    var proposal = Optional.of(new Proposal<>(7, 4, agreed));
    var ballot =
        new Ballot<>(
            US, 7, Optional.<String>empty(), proposal, proposal, 99, Optional.<Heard>empty());
    store.putBallot(
        codecs
            .encoder("parallax.ballots", FailoverBallot.class)
            .encode(new BallotRecords(later).record(ballot, 5)));
    store.putAgreed(later.writeForAll(agreed));

    assertThat(memory(1).silent()).isTrue();
    assertThat(memory(1).understood()).contains(new Agreed(1, agreed.state(), List.of()));
    assertThat(memory(1).ballot()).isEqualTo(Ballot.none(US));
    assertThat(store.memory(US, codecs.decoder(FailoverBallot.class), later, 1).ballot())
        .isEqualTo(ballot);
  }

  @Test
  void keepsWhatWasToldAndTheCommandsThatWaitInTheirOrder() {
    var withdrawn = AppliedCommands.NONE.with("c-0", 50);
    var times =
        new OwnTimes(OptionalLong.of(5), 7, Optional.of(new Ramp("eu-west-1", 6, 60_000)), 8);
    var late = new Pending(ORDER, "eu-west-1", 200, 210);
    var early = new Pending(ORDER, US, 100, 110);
    store.put(new CouncilRecord(12, withdrawn, times));
    store.put(new OrderChanges(List.of(late, early), List.of()));

    assertThat(memory(300))
        .isEqualTo(
            new CouncilMemory(
                Ballot.none(US),
                false,
                Optional.empty(),
                12,
                withdrawn,
                times,
                List.of(
                    new Pending(ORDER, US, 100, 300), new Pending(ORDER, "eu-west-1", 200, 300))));

    store.put(new OrderChanges(List.of(), List.of(early.key(), late.key())));
    assertThat(memory(300).pending()).isEmpty();
  }
}

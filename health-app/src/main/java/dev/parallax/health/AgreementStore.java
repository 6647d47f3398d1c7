package dev.parallax.health;

import dev.parallax.core.failover.AppliedCommands;
import dev.parallax.core.failover.AppliedCommands.Applied;
import dev.parallax.core.failover.Command;
import dev.parallax.core.federation.Agreed;
import dev.parallax.core.federation.CouncilMemory;
import dev.parallax.core.federation.CouncilRecord;
import dev.parallax.core.federation.OrderChanges;
import dev.parallax.core.federation.OwnTimes;
import dev.parallax.core.federation.Pending;
import dev.parallax.core.quorum.Ballot;
import dev.parallax.events.FailoverBallot;
import dev.parallax.health.state.CouncilRow;
import dev.parallax.health.state.PendingRow;
import dev.parallax.health.state.TimesRow;
import dev.parallax.health.state.WithdrawnRow;
import dev.parallax.schemas.AvroDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The region's part in the agreement (F8): its ballot, the commands that wait, and what it told. A
 * region that loses its ballot may break what it promised.
 */
record AgreementStore(KeyValueStore<String, byte[]> store) {
  private static final Logger LOG = LoggerFactory.getLogger(AgreementStore.class);
  static final String NAME = "agreement";
  private static final String BALLOT = "ballot";
  private static final String AGREED = "agreed";
  private static final String TIMES = "times";
  private static final String TOLD = "told";
  private static final String ORDER = "order/";

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }

  /**
   * What is known from before.
   *
   * @param ballots reads what was published
   * @param formats of what was agreed
   * @param now counts as the time at which the commands that wait were read
   */
  CouncilMemory memory(
      String region, AvroDecoder<FailoverBallot> ballots, AgreedFormats formats, long now) {
    var told = value(TOLD).map(bytes -> Rows.own(NAME, () -> CouncilRow.fromByteBuffer(bytes)));
    var ballot = ballot(region, ballots, formats);
    return new CouncilMemory(
        ballot.made().orElseGet(() -> Ballot.none(region)),
        ballot.isNewer(),
        ballot.isNewer()
            ? value(AGREED).map(bytes -> formats.read(Agreed.FIRST_FORMAT, bytes))
            : Optional.empty(),
        told.map(CouncilRow::getTold).orElse(0L),
        told.map(AgreementStore::withdrawn).orElse(AppliedCommands.NONE),
        value(TIMES)
            .map(bytes -> Rows.own(NAME, () -> TimesRow.fromByteBuffer(bytes)))
            .map(OwnTimesRows::times)
            .orElse(OwnTimes.NONE),
        pending(now));
  }

  private record Stored(Optional<Ballot<Agreed>> made, boolean isNewer) {}

  private Stored ballot(String region, AvroDecoder<FailoverBallot> ballots, AgreedFormats formats) {
    var stored = Optional.ofNullable(store.get(BALLOT)).map(ballots::decode);
    try {
      if (stored.isEmpty()) {
        LOG.warn(
            "No ballot of region {} is stored. That is right at its first start only: if it has taken part in the agreement of the regions before (F8), stop it and restore its ballot as docs/federation.md says, or it may break what it promised",
            region);
      }
      return new Stored(stored.map(new BallotRecords(formats)::ballot), false);
    } catch (AgreedFormats.NewerFormatException newer) {
      LOG.error(
          "The region's own ballot is of a later release: {}. Until then it takes no part in the"
              + " agreement of the regions (F8), and its ballot stays as it is",
          newer.getMessage());
      return new Stored(Optional.empty(), true);
    }
  }

  private Optional<ByteBuffer> value(String key) {
    return Optional.ofNullable(store.get(key)).map(ByteBuffer::wrap);
  }

  private static AppliedCommands withdrawn(CouncilRow row) {
    return new AppliedCommands(
        row.getWithdrawn().stream().map(c -> new Applied(c.getId(), c.getAppendedAt())).toList());
  }

  private List<Pending> pending(long now) {
    var pending = new ArrayList<Pending>();
    try (var rows = store.prefixScan(ORDER, new StringSerializer())) {
      rows.forEachRemaining(
          row ->
              pending.add(
                  pending(
                      Rows.own(NAME, () -> PendingRow.fromByteBuffer(ByteBuffer.wrap(row.value))),
                      now)));
    }
    pending.sort(Comparator.comparingLong(Pending::appendedAt));
    return pending;
  }

  private static Pending pending(PendingRow row, long now) {
    var command =
        new Command(
            row.getId(),
            Command.Kind.valueOf(row.getKind()),
            Optional.ofNullable(row.getFrom()),
            Optional.ofNullable(row.getTo()),
            row.getForce(),
            row.getBy());
    return new Pending(command, row.getRegion(), row.getAppendedAt(), now);
  }

  /** The ballot as it is published. */
  void putBallot(byte[] ballot) {
    store.put(BALLOT, ballot);
  }

  /** What is agreed as every release understands it: for the day on which an older one starts. */
  void putAgreed(ByteBuffer agreed) {
    store.put(AGREED, Rows.bytes(agreed::duplicate));
  }

  void put(CouncilRecord record) {
    var withdrawn =
        record.withdrawn().newest().stream()
            .map(applied -> new WithdrawnRow(applied.id(), applied.appendedAt()))
            .toList();
    store.put(TOLD, Rows.bytes(new CouncilRow(record.told(), withdrawn)::toByteBuffer));
    store.put(TIMES, Rows.bytes(OwnTimesRows.row(record.times())::toByteBuffer));
  }

  void put(OrderChanges changes) {
    changes.removed().forEach(key -> store.delete(ORDER + key));
    changes
        .added()
        .forEach(
            pending -> store.put(ORDER + pending.key(), Rows.bytes(row(pending)::toByteBuffer)));
  }

  private static PendingRow row(Pending pending) {
    var command = pending.command();
    return new PendingRow(
        command.id(),
        command.kind().name(),
        command.from().orElse(null),
        command.to().orElse(null),
        command.force(),
        command.by(),
        pending.region(),
        pending.appendedAt());
  }
}

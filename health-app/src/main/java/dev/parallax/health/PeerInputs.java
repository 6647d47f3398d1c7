package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.failover.Command;
import dev.parallax.core.federation.Agreed;
import dev.parallax.core.federation.Summary;
import dev.parallax.core.quorum.Ballot;
import dev.parallax.events.FailoverBallot;
import dev.parallax.events.RegionCommand;
import dev.parallax.events.RegionSummary;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads what other regions' control planes wrote. Summaries and ballots are believed with their
 * seal only. Commands have none, since operators write them: they are obeyed only while a summary
 * of their region names them.
 */
final class PeerInputs {
  private final Seals seals;
  private final AvroDecoder<RegionSummary> summaries;
  private final AvroDecoder<FailoverBallot> ballots;
  private final AvroDecoder<RegionCommand> commands;
  private final BallotRecords ballotRecords;

  /** What one record is. */
  sealed interface Input {}

  /** What a region tells of itself. */
  record Told(Summary summary) implements Input {}

  /** What a region says in the agreement. */
  record Voted(Ballot<Agreed> ballot, int understands) implements Input {}

  /** What an operator ordered there. */
  record Ordered(Command command) implements Input {}

  /** To be ignored, and why. */
  record Ignored(PeerFault fault, String message) implements Input {}

  PeerInputs(HealthParts parts) {
    this.seals = parts.seals();
    this.summaries = parts.codecs().decoder(RegionSummary.class);
    this.ballots = parts.codecs().decoder(FailoverBallot.class);
    this.ballotRecords = new BallotRecords(parts.formats());
    this.commands = parts.codecs().decoder(RegionCommand.class);
  }

  Input read(PeerTopics.Copy copy, Record<byte[], byte[]> record) {
    if (record.value() == null) {
      return new Ignored(PeerFault.UNREADABLE, "it has no value");
    }
    try {
      return copy.kind() == PeerTopics.Kind.COMMANDS
          ? order(FailoverRecords.command(commands.decode(record.value())))
          : sealed(copy, record);
    } catch (AgreedFormats.NewerFormatException e) {
      return new Ignored(PeerFault.NEWER, e.getMessage());
    } catch (BadRecordException | IllegalArgumentException e) {
      return new Ignored(PeerFault.UNREADABLE, e.getMessage());
    }
  }

  private static Input order(Command command) {
    return command
        .fault()
        .<Input>map(fault -> new Ignored(PeerFault.UNREADABLE, fault))
        .orElseGet(() -> new Ordered(command));
  }

  private Input sealed(PeerTopics.Copy copy, Record<byte[], byte[]> record) {
    var verdict =
        seals.check(record.headers(), copy.peer(), copy.original(), record.key(), record.value());
    var fault = PeerFault.of(verdict);
    if (fault.isPresent()) {
      return new Ignored(fault.get(), "its seal is not that of its region: " + verdict);
    }
    if (!Arrays.equals(record.key(), copy.peer().getBytes(UTF_8))) {
      return new Ignored(PeerFault.FOREIGN, "its key is not its region");
    }
    if (copy.kind() == PeerTopics.Kind.SUMMARIES) {
      var summary = SummaryRecords.summary(summaries.decode(record.value()));
      return ofRegion(copy, summary.region(), new Told(summary));
    }
    var said = ballots.decode(record.value());
    var voted = new Voted(ballotRecords.ballot(said), said.getUnderstands());
    return ofRegion(copy, said.getRegion(), voted);
  }

  private static Input ofRegion(PeerTopics.Copy copy, String region, Input input) {
    return region.equals(copy.peer())
        ? input
        : new Ignored(PeerFault.FOREIGN, "it speaks for " + region);
  }
}

package dev.parallax.runtime.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.runtime.fault.KnownFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores with a changelog that a killed process left open: what is in them may never have been
 * committed, so under exactly-once they are filled again from their changelogs. Kafka Streams does
 * so as well, but by way of a failure: it opens all of them, joins its group, gives the tasks up
 * and joins again.
 *
 * <p>It keeps whether a store is open, with its offsets, in a column family of it. A store without
 * one is left to Kafka Streams.
 */
public final class UnfinishedStores {

  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedStores.class);
  private static final Pattern TASK = Pattern.compile("\\d+_\\d+");
  private static final String STORES = "rocksdb";
  private static final byte[] OFFSETS = "offsets".getBytes(UTF_8);
  private static final byte[] STATUS = "status".getBytes(UTF_8);
  private static final byte[] POSITION = "position".getBytes(UTF_8);
  private static final byte[] OPEN = ByteBuffer.allocate(Long.BYTES).putLong(1).array();

  private UnfinishedStores() {}

  /**
   * Deletes the directories of tasks with such a store. Nobody may use them: call it while the
   * instance's {@link StateDirectoryLock} is held and before its topology is made.
   *
   * @return the tasks, sorted
   * @throws KnownFault if the state directory cannot be read or written
   */
  public static List<String> delete(Instance instance) {
    var tasks = instance.stateDir().resolve(instance.applicationId());
    try {
      var unfinished = new ArrayList<String>();
      for (var task : children(tasks)) {
        if (TASK.matcher(task.getFileName().toString()).matches() && isUnfinished(task)) {
          delete(task);
          unfinished.add(task.getFileName().toString());
        }
      }
      return List.copyOf(unfinished);
    } catch (IOException e) {
      throw new KnownFault(
          "cannot read or write the state directory %s: %s; make it writable or choose another by --state-dir"
              .formatted(tasks, e),
          e);
    }
  }

  private static boolean isUnfinished(Path task) throws IOException {
    for (var store : children(task.resolve(STORES))) {
      if (wasOpen(store)) {
        return true;
      }
    }
    return false;
  }

  private static boolean wasOpen(Path store) {
    var families = new ArrayList<ColumnFamilyHandle>();
    try (var options = new DBOptions();
        var family = new ColumnFamilyOptions();
        var found = RocksDB.openReadOnly(options, store.toString(), both(family), families)) {
      var offsets = families.get(1);
      boolean open = Arrays.equals(found.get(offsets, STATUS), OPEN) || isNew(found, offsets);
      families.forEach(ColumnFamilyHandle::close);
      return open;
    } catch (RocksDBException e) {
      LOG.debug("Kafka Streams decides what {} is worth", store, e);
      return false;
    }
  }

  /**
   * It was made and never closed: nothing says up to which offset of its changelog it is filled.
   */
  private static boolean isNew(RocksDB store, ColumnFamilyHandle offsets) {
    try (var entries = store.newIterator(offsets)) {
      entries.seekToFirst();
      while (entries.isValid() && isNoOffset(entries.key())) {
        entries.next();
      }
      return !entries.isValid();
    }
  }

  private static boolean isNoOffset(byte[] key) {
    return Arrays.equals(key, STATUS) || Arrays.equals(key, POSITION);
  }

  private static List<ColumnFamilyDescriptor> both(ColumnFamilyOptions family) {
    return List.of(
        new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family),
        new ColumnFamilyDescriptor(OFFSETS, family));
  }

  /** Sorted; none of what is no directory. */
  private static List<Path> children(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var entries = Files.list(directory)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package dev.parallax.runtime.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One cache for blocks, indexes, filters and write buffers of all stores of the process. Without it
 * each store may take 50 MB for blocks and 48 MB for write buffers outside the Java heap, so that
 * 12 partitions alone outgrow a small container.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

  /** Bytes of all RocksDB caches and write buffers of this process together. */
  public static final long TOTAL_BYTES = 96L << 20;

  private static final long WRITE_BUFFERS_BYTES = TOTAL_BYTES / 3;
  private static final long WRITE_BUFFER_BYTES = 4L << 20;
  private static final double HIGH_PRIORITY_SHARE = 0.2;

  /** Holds what lives as long as the process: stores come and go with their tasks. */
  private static final class Shared {
    static final Cache CACHE = new LRUCache(TOTAL_BYTES, -1, false, HIGH_PRIORITY_SHARE);
    static final WriteBufferManager WRITE_BUFFERS =
        new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    var table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setWriteBufferManager(Shared.WRITE_BUFFERS);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String storeName, Options options) {
    // The cache and the write buffers are shared: they outlive every store.
  }
}

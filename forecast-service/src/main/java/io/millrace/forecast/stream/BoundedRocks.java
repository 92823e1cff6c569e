package io.millrace.forecast.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** All stores of the process share one bound on memory outside the heap. */
public final class BoundedRocks implements RocksDBConfigSetter {

  private static final long CACHE_BYTES = 64L << 20; // blocks, indexes and write buffers together
  private static final long WRITE_BUFFER_BYTES = 32L << 20;
  private static final long STORE_BUFFER_BYTES = 4L << 20;

  private static final class Shared {
    static final Cache CACHE = new LRUCache(CACHE_BYTES);
    static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(Shared.WRITES);
    options.setWriteBufferSize(STORE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
  }

  /** The shared cache outlives each store. */
  @Override
  public void close(String storeName, Options options) {}
}

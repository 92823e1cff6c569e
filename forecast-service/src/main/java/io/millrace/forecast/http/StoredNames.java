package io.millrace.forecast.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * The keys of a store, sorted. A store's own iterator decodes each value on the way, and those here
 * are whole histories; the bytes beneath it are passed by as they are.
 */
final class StoredNames implements QueryableStoreType<List<String>> {

  @Override
  public boolean accepts(StateStore store) {
    return isKeyed(store);
  }

  @Override
  public List<String> create(StateStoreProvider provider, String storeName) {
    TreeSet<String> names = new TreeSet<>();
    provider.stores(storeName, new Beneath()).forEach(store -> names.addAll(of(store)));
    return List.copyOf(names);
  }

  /** As they lie in the store: by their bytes. */
  @SuppressWarnings("unchecked") // what a metered store wraps is a store of bytes
  static List<String> of(StateStore store) {
    KeyValueStore<Bytes, byte[]> bytes =
        (KeyValueStore<Bytes, byte[]>) ((WrappedStateStore<?, ?, ?>) store).wrapped();
    List<String> names = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = bytes.all()) {
      all.forEachRemaining(entry -> names.add(new String(entry.key.get(), UTF_8)));
    }
    return names;
  }

  private static boolean isKeyed(StateStore store) {
    return store instanceof WrappedStateStore && store instanceof KeyValueStore;
  }

  /** The stores themselves. */
  private static final class Beneath implements QueryableStoreType<StateStore> {

    @Override
    public boolean accepts(StateStore store) {
      return isKeyed(store);
    }

    @Override
    public StateStore create(StateStoreProvider provider, String storeName) {
      throw new UnsupportedOperationException(storeName + ": asked for one by one");
    }
  }
}

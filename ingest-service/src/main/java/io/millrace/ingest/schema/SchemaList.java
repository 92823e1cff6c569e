package io.millrace.ingest.schema;

import io.millrace.events.EventSchema;
import java.util.List;

/** The schemas that there are. */
record SchemaList(List<Entry> schemas) {

  /**
   * One schema.
   *
   * @param id its {@code $id}
   * @param path where it is, from the root of this service
   */
  record Entry(String kind, String version, String id, String path) {

    static Entry of(EventSchema schema) {
      return new Entry(schema.kind(), schema.version(), schema.id(), schema.path());
    }
  }

  SchemaList {
    schemas = List.copyOf(schemas);
  }

  static SchemaList all() {
    return new SchemaList(EventSchema.all().stream().map(Entry::of).toList());
  }
}

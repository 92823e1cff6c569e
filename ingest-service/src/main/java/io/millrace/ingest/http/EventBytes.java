package io.millrace.ingest.http;

import io.millrace.events.Event;
import io.millrace.events.EventReader;
import io.millrace.events.SeriesEvent;
import io.millrace.events.StructuredCloudEvent;
import java.util.function.Supplier;

/**
 * Reads single events out of their bytes, bare or in an envelope.
 *
 * @param reader gives ids to those without
 */
record EventBytes(EventReader<? extends Event> reader) {

  static EventBytes of(Intake intake, boolean unknownFields) {
    return of(intake, intake::missingId, unknownFields);
  }

  private static EventBytes of(Intake intake, Supplier<String> ids, boolean unknownFields) {
    return new EventBytes(new EventReader<>(intake.kind().type(), ids, unknownFields));
  }

  Event bare(byte[] json) {
    return reader.read(json);
  }

  /** The event whose envelope is the request's headers. */
  static Event within(CloudEvent envelope, Intake intake, boolean unknownFields, byte[] json) {
    return agreed(envelope, of(intake, envelope::id, unknownFields).reader.read(json));
  }

  /** The event in an envelope of JSON; one without an id has that of the envelope. */
  static Event enveloped(Intake intake, boolean unknownFields, byte[] json) {
    StructuredCloudEvent structured = StructuredCloudEvent.of(json);
    CloudEvent envelope = CloudEvent.of(structured);
    return agreed(envelope, structured.read(of(intake, envelope::id, unknownFields).reader));
  }

  private static Event agreed(CloudEvent envelope, Event event) {
    return envelope.around(event, event instanceof SeriesEvent ? null : event.envelope().id());
  }
}

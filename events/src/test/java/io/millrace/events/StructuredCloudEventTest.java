package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Base64;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredCloudEventTest {

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String EVENT =
      "{'id':'1','source':'a','at':'2026-01-31T12:00:00Z','text':'größer'}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/cloudevents+json",
        "application/cloudevents+json; charset=UTF-8",
        "Application/CloudEvents+JSON;charset=utf-8"
      })
  void theEventIsInTheEnvelopesData(String contentType) {
    String envelope = "{'specversion':'1.0','id':'7','type':'t','source':'/s','data':EVENT}";

    TextEvent read = read(envelope, contentType);

    assertThat(read.text()).isEqualTo("größer");
  }

  @Test
  void dataMayBeBase64() {
    String data = Base64.getEncoder().encodeToString(json(EVENT));

    TextEvent read = read("{'specversion':'1.0','data_base64':'" + data + "'}", STRUCTURED);

    assertThat(read.text()).isEqualTo("größer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", ""})
  void withoutTheClaimTheValueIsTheEvent(String contentType) {
    assertThat(read(EVENT, contentType).text()).isEqualTo("größer");
  }

  @Test
  void withoutHeadersTheValueIsTheEvent() {
    TextEvent read = EventRecords.read(TextEvent.class, json(EVENT), new RecordHeaders());

    assertThat(read.id()).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'specversion':'1.0','data':EVENT | json | is broken at byte",
        "{'specversion':'1.0','data':EVENT} {} | json | must",
        "{'specversion':'1.0','specversion':'1.0','data':EVENT} | json | is broken at byte",
        "[EVENT] | json | must be an object",
        "`` | json | is empty",
        "EVENT | specversion | is missing",
        "{'specversion':'0.3','data':EVENT} | specversion | must be \"1.0\", is \"0.3\"",
        "{'specversion':1.0,'data':EVENT} | specversion | must be \"1.0\", is 1.0",
        "{'specversion':'1.0'} | data | is missing",
        "{'specversion':'1.0','data':null} | data | is missing",
        "{'specversion':'1.0','data':'text'} | data | must be an object",
        "{'specversion':'1.0','data':EVENT,'data_base64':'e30='} | data | is given twice",
        "{'specversion':'1.0','data_base64':'e30'} | data_base64.id | is missing",
        "{'specversion':'1.0','data_base64':'#'} | data_base64 | is not base64",
        "{'specversion':'1.0','data_base64':7} | data_base64 | must be text",
        "{'specversion':'1.0','data_base64':'ew=='} | data_base64 | is broken at byte",
        "{'specversion':'1.0','data':{'id':'1'}} | data.source | is missing",
        "{'specversion':'1.0','data':{'id':1}} | data.id | must be text",
        "{'specversion':'1.0','data':{'id':'1','source':'a','at':'2026-01-31T12:00:00Z','text':'x','colour':1}} | data.colour | is unknown",
      })
  void aBrokenEnvelopeIsRefusedByTheNameOfItsField(String json, String field, String reason) {
    InvalidEventException refusal =
        catchThrowableOfType(InvalidEventException.class, () -> read(json, STRUCTURED));

    assertThat(refusal).as(json).isNotNull();
    assertThat(refusal.field()).as(refusal.getMessage()).isEqualTo(field);
    assertThat(refusal.reason()).contains(reason);
  }

  @Test
  void aNumberThatIsNotFiniteIsRefusedInsideAnEnvelopeToo() {
    byte[] json =
        json(
            "{'specversion':'1.0','data':{'id':'1','sensor':'a','at':'2026-01-31T12:00:00Z',"
                + "'rateHz':9,'channels':{'x':[1,1e400]}}}");

    InvalidEventException refusal =
        catchThrowableOfType(
            InvalidEventException.class,
            () -> EventRecords.read(SensorEvent.class, json, headers(STRUCTURED)));

    assertThat(refusal).hasMessageStartingWith("data.channels.x[1]: must be a finite number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/cloudevents-batch+json", "application/cloudevents+avro"})
  void anotherFormatIsRefused(String contentType) {
    InvalidEventException refusal =
        catchThrowableOfType(InvalidEventException.class, () -> read(EVENT, contentType));

    assertThat(refusal.field()).isEqualTo("content-type");
    assertThat(refusal.reason()).endsWith("is " + contentType);
  }

  private static TextEvent read(String json, String contentType) {
    return EventRecords.read(TextEvent.class, json(json), headers(contentType));
  }

  private static byte[] json(String text) {
    return text.replace("EVENT", EVENT).replace('\'', '"').getBytes(UTF_8);
  }

  private static Headers headers(String contentType) {
    return new RecordHeaders().add("content-type", contentType.getBytes(UTF_8));
  }
}

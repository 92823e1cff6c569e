package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

  private static final String TEXT =
      "{'id':'1','source':'a','at':'2026-01-31T12:00:00Z','text':'x'";
  private static final String SENSOR = "{'id':'1','sensor':'a','at':'2026-01-31T12:00:00Z'";
  private static final String SERIES = "{'series':'a','at':'2026-01-31T12:00:00Z'";

  static Stream<Event> examples() {
    return Examples.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anEventIsWrittenAsItsGoldenFileSays(Event event) throws IOException {
    String written = new String(EventJson.write(event), UTF_8);

    assertThat(written).isEqualTo(golden(event));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anEventReadBackEqualsWhatWasWritten(Event event) {
    Event read = EventJson.read(event.getClass(), EventJson.write(event));

    assertThat(read).isEqualTo(event).hasSameHashCodeAs(event);
  }

  @Test
  void labelsAndExplanationAreInTheJsonOnlyIfThereAreAny() throws IOException {
    Inference explained = Examples.explained();

    String written = new String(EventJson.write(explained), UTF_8);

    assertThat(written).isEqualTo(golden("/inference-explained.json"));
    assertThat(EventJson.read(Inference.class, written.getBytes(UTF_8))).isEqualTo(explained);
  }

  @Test
  void aReleaseWithoutARoleIsToBeServed() {
    String json = new String(EventJson.write(Examples.release()), UTF_8);

    ModelRelease read =
        EventJson.read(
            ModelRelease.class, json.replace(",\"role\":\"serving\"", "").getBytes(UTF_8));

    assertThat(json).contains("role");
    assertThat(read).isEqualTo(Examples.release());
  }

  @Test
  void aWrongReleaseIsRefusedByTheNameOfItsField() {
    String golden = new String(EventJson.write(Examples.release()), UTF_8);

    refuses(ModelRelease.class, golden.replace("serving", "spare"), "role", "serving, shadow");
    refuses(ModelRelease.class, golden.replace("\"host-", "\"host/"), "model", "have no slash");
    refuses(ModelRelease.class, golden.replace("abcdef", "ABCDEF"), "sha256", "must be 64 lower");
  }

  @ParameterizedTest
  @CsvSource({"host,SERVING,host", "host,SHADOW,host/shadow", "shadow,SERVING,shadow"})
  void aReleasesKeyNamesItsSlot(String model, ModelRelease.Role role, String key) {
    ModelRelease.Slot slot = new ModelRelease.Slot(model, role);

    assertThat(slot.key()).isEqualTo(key);
    assertThat(ModelRelease.Slot.ofKey(key)).isEqualTo(slot);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/shadow", "a/b", "a/b/shadow", "host/"})
  void aKeyThatNamesNoSlotIsRefused(String key) {
    assertThatThrownBy(() -> ModelRelease.Slot.ofKey(key))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("model: ");
  }

  @Test
  void aWrongInferenceIsRefusedByTheNameOfItsField() {
    String golden = new String(EventJson.write(Examples.explained()), UTF_8);

    refuses(
        Inference.class, golden.replace("\"text\",\"source", "\"film\",\"source"), "kind", "film");
    refuses(Inference.class, golden.replace("[\"connection\",", "[\"\","), "labels", "must have");
    refuses(
        Inference.class,
        golden.replace("\"end\":4", "\"end\":-4"),
        "explanation[0].end",
        "at least 0");
  }

  private static String golden(Event event) throws IOException {
    return golden(Examples.goldenFile(event));
  }

  private static String golden(String file) throws IOException {
    try (InputStream in = EventJsonTest.class.getResourceAsStream(file)) {
      assertThat(in).as("golden file %s", file).isNotNull();
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'source':'a','at':'2026-01-31T12:00:00Z','text':'x'} | id | is missing",
        "{'id':1,'source':'a','at':'2026-01-31T12:00:00Z','text':'x'} | id | must be text",
        "{'id':'1','source':'','at':'2026-01-31T12:00:00Z','text':'x'} | source | must have 1 to 256",
        "{'id':'1','source':'a','text':'x'} | at | is missing",
        "{'id':'1','source':'a','at':'noon','text':'x'} | at | must be an ISO-8601 instant",
        "{'id':'1','source':'a','at':1769860800,'text':'x'} | at | must be an ISO-8601 instant",
        "{'id':'1','source':'a','at':'-1000-01-31T12:00:00Z','text':'x'} | at | must lie in the years",
        "{'id':'1','source':'a','at':'2026-01-31T12:00:00Z'} | text | is missing",
        "{'id':'1','source':'a','at':'2026-01-31T12:00:00Z','text':['x']} | text | must be text",
        "TEXT,'attributes':'x'} | attributes | must be an object",
        "TEXT,'attributes':{'a':null}} | attributes.a | is missing",
        "TEXT,'attributes':{'a':1}} | attributes.a | must be text",
        "TEXT,'attributes':{'':'1'}} | attributes key | must have 1 to 256",
        "TEXT,'attributes':{'a':'b\\ud800'}} | attributes.a | must be Unicode, has half a surrogate pair as character 1",
        "TEXT,'attributes':{'\\udc00\\ud800':'1'}} | attributes key | must be Unicode",
        "TEXT,'colour':'red'} | colour | is unknown; known are at, attributes, id, source, text",
        "TEXT,'text':'y'} | json | is broken at byte",
        "TEXT} {} | json | must",
        "TEXT | json | is broken at byte",
        "[TEXT}] | json | must be an object",
        "null | json | must be an object, is null",
        "7 | json | must be an object",
        "`` | json | is empty",
      })
  void aWrongTextEventIsRefusedByTheNameOfItsField(String json, String field, String reason) {
    refuses(TextEvent.class, json.replace("TEXT", TEXT), field, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SENSOR,'channels':{'x':[1]}} | rateHz | is missing",
        "SENSOR,'rateHz':0,'channels':{'x':[1]}} | rateHz | must be greater than 0",
        "SENSOR,'rateHz':'9','channels':{'x':[1]}} | rateHz | must be a number",
        "SENSOR,'rateHz':1e999,'channels':{'x':[1]}} | rateHz | must be a finite number",
        "SENSOR,'rateHz':9} | channels | is missing",
        "SENSOR,'rateHz':9,'channels':{}} | channels | must have 1 to 64 entries, has 0",
        "SENSOR,'rateHz':9,'channels':{'x':null}} | channels.x | is missing",
        "SENSOR,'rateHz':9,'channels':{'x':[]}} | channels.x | must have 1 to 65536 numbers",
        "SENSOR,'rateHz':9,'channels':{'x':[1,1e400]}} | channels.x[1] | must be a finite number",
        "SENSOR,'rateHz':9,'channels':{'x':[1,'NaN']}} | channels.x[1] | must be a finite number",
        "SENSOR,'rateHz':9,'channels':{'x':[1,null]}} | channels.x[1] | is missing",
        "SENSOR,'rateHz':9,'channels':{'x':[1],'y':[1,2]}} | channels.y | must have 1 samples",
        "SENSOR,'rateHz':9,'channels':{'x':[1,NaN]}} | json | is broken at byte",
      })
  void aWrongSensorEventIsRefusedByTheNameOfItsField(String json, String field, String reason) {
    refuses(SensorEvent.class, json.replace("SENSOR", SENSOR), field, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'at':'2026-01-31T12:00:00Z','values':{}} | series | is missing",
        "SERIES} | values | is missing",
        "SERIES,'values':[1]} | values | must be an object",
        "SERIES,'values':{'OT':'warm'}} | values.OT | must be a number",
        "SERIES,'values':{'OT':'1.5'}} | values.OT | must be a number",
        "SERIES,'values':{'OT':' '}} | values.OT | must be a number",
        "SERIES,'kind':' known ','values':{}} | kind | must be one of observed, known",
        "SERIES,'kind':'','values':{}} | kind | must be one of observed, known",
        "SERIES,'values':{'OT':''}} | values.OT | must be a number",
        "SERIES,'values':{'OT':true}} | values.OT | must be a number",
        "SERIES,'values':{'':null}} | values key | must have 1 to 256",
        "SERIES,'values':{'OT':'NaN'}} | values.OT | must be a finite number",
        "SERIES,'values':{'OT':1,'OT':2}} | json | is broken at byte",
        "SERIES,'revision':-1,'values':{}} | revision | must be at least 0",
        "SERIES,'revision':1.5,'values':{}} | revision | must be a whole number",
        "SERIES,'kind':'guessed','values':{}} | kind | must be one of observed, known",
        "SERIES,'kind':0,'values':{}} | kind | must be one of observed, known",
      })
  void aWrongSeriesEventIsRefusedByTheNameOfItsField(String json, String field, String reason) {
    refuses(SeriesEvent.class, json.replace("SERIES", SERIES), field, reason);
  }

  @Test
  void aWrongForecastIsRefusedByThePathOfItsField() {
    String golden = new String(EventJson.write(Examples.forecast()), UTF_8);

    refuses(
        Forecast.class,
        golden.replace("[0.125,0.0625]", "[0.125]"),
        "variates.cpu.quantiles.0.1",
        "must have 2 leads");
    refuses(Forecast.class, golden.replace("\"0.9\"", "\"1.9\""), "variates.cpu.quantiles", "must");
    refuses(Forecast.class, golden.replace("PT1S", "soon"), "step", "must be an ISO-8601 duration");
    refuses(Forecast.class, golden.replace("PT1S", "PT0S"), "step", "must be longer than zero");
  }

  @Test
  void aWrongAlertIsRefusedByTheNameOfItsField() {
    String golden = new String(EventJson.write(Examples.alert()), UTF_8);

    refuses(Alert.class, golden.replace("firing", "resolved"), "endsAt", "is missing");
    refuses(Alert.class, golden.replace("0.75", "1.75"), "probability", "must lie between 0 and 1");
    refuses(Alert.class, golden.replace("firing", "sleeping"), "state", "firing, resolved");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin =
        (TEXT.replace('\'', '"').replace(":\"x\"", ":\"caf\u00e9 x\"") + "}")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    InvalidEventException refusal =
        catchThrowableOfType(
            InvalidEventException.class, () -> EventJson.read(TextEvent.class, latin));

    assertThat(refusal.field()).isEqualTo("json");
  }

  @Test
  void aCharacterOfTwoHalvesStaysWhole() {
    String json = TEXT.replace('\'', '"').replace("\"x\"", "\"\\ud83d\\ude00\"") + "}";

    TextEvent read = EventJson.read(TextEvent.class, json.getBytes(UTF_8));

    assertThat(read.text()).isEqualTo("😀");
    assertThat(EventJson.read(TextEvent.class, EventJson.write(read))).isEqualTo(read);
  }

  @Test
  void aMissingValueIsAbsentOrNull() {
    String json = SERIES.replace('\'', '"') + ",\"values\":{\"a\":1.5,\"b\":null}}";

    SeriesEvent read = EventJson.read(SeriesEvent.class, json.getBytes(UTF_8));

    assertThat(read.values()).isEqualTo(Map.of("a", 1.5));
    assertThat(read.kind()).isEqualTo(SeriesEvent.Kind.OBSERVED);
    assertThat(read.revision()).isZero();
  }

  @Test
  void anEventDoesNotSeeWhatHappensToTheArraysItWasMadeFrom() {
    double[] samples = {1, 2, 3};
    Map<String, double[]> channels = new HashMap<>(Map.of("x", samples));
    SensorEvent event = new SensorEvent("1", "a", Examples.NOON, 100, channels, Map.of());

    samples[0] = 9;
    channels.clear();

    assertThat(event.channels().get("x")).containsExactly(1, 2, 3);
  }

  private static void refuses(Class<?> type, String json, String field, String reason) {
    InvalidEventException refusal =
        catchThrowableOfType(
            InvalidEventException.class,
            () -> EventJson.read(type, json.replace('\'', '"').getBytes(UTF_8)));

    assertThat(refusal).as(json).isNotNull();
    assertThat(refusal.field()).as(refusal.getMessage()).isEqualTo(field);
    assertThat(refusal.reason()).contains(reason);
    assertThat(refusal).hasMessage(refusal.field() + ": " + refusal.reason());
  }
}

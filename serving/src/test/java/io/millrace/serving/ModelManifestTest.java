package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelManifestTest {

  private static final String FORECAST =
      """
      {"name":"host-forecast","version":"1","task":"forecast","variates":["cpu","load"],
       "step":"PT1S","lookback":60,"horizon":30,"quantiles":[0.1,0.5,0.9],
       "scaler":{"mean":[1.5,2],"scale":[1,0.5]},"labels":[],"unknownBelow":0.0,
       "sampleLength":0,"channels":[],
       "calibration":{"residualCorrelation":0.8,"leads":[10,30],"quantileShifts":[[[0,0],[0,0]],[[0.1,0],[0.2,0]],[[0,1],[0,1]]]},
       "metrics":{"mae":{"1":0.5}},"provenance":{"seed":1}}
      """;

  @TempDir Path folder;

  @Test
  void everyFieldIsRead() throws Exception {
    ModelManifest manifest = read(FORECAST);

    assertThat(manifest.task()).isEqualTo(Task.FORECAST);
    assertThat(manifest.variates()).containsExactly("cpu", "load");
    assertThat(manifest.step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(manifest.scaler())
        .isEqualTo(Scaling.of(new double[] {1.5, 2}, new double[] {1, 0.5}));
    assertThat(manifest.calibration().quantileShifts()).hasSize(3);
    assertThat(manifest.metrics()).containsEntry("mae", Map.of("1", 0.5));
  }

  @Test
  void whatIsWrittenReadsBackEqual() throws Exception {
    Path file = folder.resolve("model.json");
    List<ModelManifest> manifests =
        List.of(
            read(FORECAST),
            read(FORECAST)
                .withCovariates(
                    new Covariates(
                        List.of("wind"),
                        List.of("price"),
                        List.of("HOUR_OF_DAY"),
                        Scaling.of(new double[2], new double[] {1, 2}))),
            read(FORECAST).withMask(true),
            ModelManifest.textClassification("triage", "2024.1", List.of("a", "b"), 256)
                .withUnknownBelow(0.4)
                .withMetrics(Map.of("macroF1", 0.8)),
            ModelManifest.textClassification("topics", "1", List.of("one", "two"), 256)
                .withManyLabels()
                .withThresholds(Map.of("one", 0.3)),
            ModelManifest.frameClassification("contention", "2", List.of("a", "b"), List.of("x"), 0)
                .withProvenance(Map.of("recipe", "millrace train")));
    for (ModelManifest manifest : manifests) {
      manifest.write(file);

      assertThat(ModelManifest.read(file)).isEqualTo(manifest);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"lookback\":60 | \"lookback\":60.5 | lookback: ",
        "\"lookback\":60 | \"lookback\":\"60\" | lookback: ",
        "\"lookback\":60 | \"lookback\":0 | lookback: expected at least 1, found 0",
        "\"horizon\":30 | \"horizont\":30 | horizont: not a field of a manifest",
        "\"horizon\":30 | \"horizon\":30,\"horizon\":31 | not JSON: Duplicate field 'horizon'",
        "0.1,0.5,0.9 | 0.5,0.1,0.9 | quantiles: expected ascending probabilities inside (0, 1)",
        "\"mean\" | \"maen\" | scaler.maen: not a field of a manifest",
        "[1.5,2] | [1.5] | scaler.scale: expected as many numbers as scaler.mean has (1), found 2",
        "[1,0.5] | [1,0] | scaler.scale: expected numbers above 0, found 0.0",
        "[1.5,2] | [1.5,\"x\"] | scaler.mean[1]: ",
        "[\"cpu\",\"load\"] | [\"cpu\",\"cpu\"] | variates: expected distinct names",
        "\"forecast\" | \"prophecy\" | task: ",
        "[10,30] | [10,24] | calibration.leads: expected buckets that end with the horizon 30",
        "[[0,0],[0,0]] | [[0,0]] | calibration.quantileShifts: expected one row for each of the 2",
        "[0.2,0] | [0.2] | calibration.quantileShifts: expected one number for each of the 2 variates",
        "\"PT1S\" | \"1 s\" | step: ",
        "\"version\":\"1\" | \"version\":\"../1\" | version: expected 1 to 128 letters",
        "\"version\":\"1\", | '' | version: expected 1 to 128 letters",
      })
  void aWrongFieldIsRefusedByFileAndName(String right, String wrong, String problem) {
    assertThat(FORECAST).contains(right.strip());

    assertThatThrownBy(() -> read(FORECAST.replace(right.strip(), wrong.strip())))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageStartingWith(folder.resolve("model.json") + ": " + problem.stripLeading());
  }

  @Test
  void thresholdsAreOfItsLabelsAndUnknownBelowIsOfOneLabel() {
    ModelManifest one = ModelManifest.textClassification("triage", "1", List.of("a", "b"), 64);

    assertThatThrownBy(() -> one.withThresholds(Map.of("c", 0.5)))
        .hasMessage("thresholds: expected some of [a, b], found [c]");
    assertThatThrownBy(() -> one.withThresholds(Map.of("a", 1.5)))
        .hasMessage("thresholds.a: expected a probability from 0 to 1, found 1.5");
    assertThatThrownBy(() -> one.withUnknownBelow(0.4).withManyLabels())
        .hasMessageStartingWith("unknownBelow: expected none where many labels may hold");
    assertThatThrownBy(() -> read(FORECAST).withManyLabels())
        .hasMessage("multiLabel: expected none for a forecast, found true");
  }

  @Test
  void anEncoderHasNoLabelsAndNoThresholds() {
    ModelManifest encoder = ModelManifest.textEmbedding("encoder", "1", 64);

    assertThatThrownBy(() -> encoder.withUnknownBelow(0.4))
        .hasMessage("unknownBelow: expected none for an embedding, found 0.4");
    assertThatThrownBy(() -> encoder.withThresholds(Map.of("a", 0.5)))
        .hasMessage("thresholds: expected some of [], found [a]");
  }

  @Test
  void aBundleOfOneLabelIsWrittenWithoutTheFieldsOfMany() throws Exception {
    Path file = folder.resolve("model.json");

    ModelManifest.textClassification("triage", "1", List.of("a", "b"), 64).write(file);

    assertThat(file).content().doesNotContain("multiLabel", "thresholds", "unknownBelow");
  }

  @Test
  void aForecasterTakesAMaskOnlyIfItSaysSoAndAClassifierNever() throws Exception {
    Path file = folder.resolve("model.json");
    read(FORECAST).write(file);
    assertThat(Files.readString(file)).doesNotContain("mask");
    assertThat(ModelManifest.read(file).mask()).isFalse();

    read(FORECAST).withMask(true).write(file);

    assertThat(Files.readString(file)).contains("\"mask\" : true");
    assertThat(ModelManifest.read(file).mask()).isTrue();
    assertThatThrownBy(
            () -> ModelManifest.textClassification("a", "1", List.of("a", "b"), 9).withMask(true))
        .hasMessageContaining("mask: expected none but for a forecast, found true");
  }

  @Test
  void aFileThatIsNotThereOrNotJsonIsRefused() {
    assertThatThrownBy(() -> ModelManifest.read(folder.resolve("none.json")))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("none.json: cannot be read");
    assertThatThrownBy(() -> read("{\"name\":"))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("model.json: not JSON");
    assertThatThrownBy(() -> read("[]"))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("model.json: not a manifest");
    assertThatThrownBy(() -> read("null"))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("model.json: expected a JSON object, found null");
  }

  private ModelManifest read(String json) throws Exception {
    return ModelManifest.read(Files.writeString(folder.resolve("model.json"), json));
  }
}

package io.millrace.inference.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TinyModels.class)
class ModelsResourceTest {

  @Test
  void everyModelIsListedTheRefusedOneWithItsReason() {
    get("/models")
        .then()
        .statusCode(200)
        .body("name", hasItems("triage", "contention"))
        .body("find { it.version == '2' }.state", equalTo("refused"))
        .body("find { it.version == '2' }.reason", containsString("not a SavedModel that loads"));
  }

  @Test
  void theNewestVersionThatLoadsIsInService() {
    get("/models/triage")
        .then()
        .statusCode(200)
        .body("version", equalTo("1"))
        .body("state", equalTo("serving"))
        .body("task", equalTo("text-classification"))
        .body("labels", equalTo(List.of("calm", "alarm")))
        .body("inputs.text.maximumTokens", equalTo(64))
        .body("shapes.1x16", greaterThan(0f))
        .body("nativeBytes", greaterThan(0))
        .body("versions.state", equalTo(List.of("refused", "serving")));
  }

  @Test
  void theVersionsThatCanBeReleasedAreThoseOfTheDirectoriesAlsoRefusedOnes() {
    get("/models/triage/available").then().statusCode(200).body("", equalTo(List.of("1", "2")));
    get("/models/nobody/available").then().statusCode(200).body("", equalTo(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"triage", "nobody"})
  void whatTheDirectoriesDoNotHaveIsNotReleased(String model) {
    given()
        .contentType("application/json")
        .body("{\"version\":\"9\"}")
        .post("/models/{model}/release", model)
        .then()
        .statusCode(400)
        .body("field", equalTo("version"))
        .body("reason", startsWith("must be one of ["))
        .body("reason", endsWith("], is 9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"version\":1,\"extra\":2}"})
  void aReleaseWithoutAVersionIsRefused(String body) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/models/triage/release")
        .then()
        .statusCode(400);
  }

  @Test
  void aTextIsInferred() {
    ask("triage", "{\"text\":\"fire\"}")
        .statusCode(200)
        .body("label", equalTo("alarm"))
        .body("model", equalTo("triage"))
        .body("scores.alarm", closeTo(0.880797, 1e-9));
  }

  @Test
  void aFrameIsInferredWhateverTheOrderOfItsChannels() {
    ask("contention", "{\"channels\":{\"y\":[3,3,3,3],\"x\":[0,0,0,0]}}")
        .statusCode(200)
        .body("label", equalTo("busy"));
  }

  @Test
  void anAnswerIsExplainedIfThatIsAskedFor() {
    given()
        .contentType("application/json")
        .queryParam("explain", "PT5S")
        .body("{\"text\":\"fine fire\"}")
        .post("/models/triage/infer")
        .then()
        .statusCode(200)
        .body("label", equalTo("alarm"))
        .body("explanation.max { it.weight }.text", equalTo("fire"))
        .body("explanation.max { it.weight }.start", equalTo(5));
  }

  @Test
  void anotherLabelThanTheAnswersIsExplainedIfThatIsAskedFor() {
    given()
        .contentType("application/json")
        .queryParam("explain", "PT5S")
        .queryParam("label", "calm")
        .body("{\"text\":\"fine fire\"}")
        .post("/models/triage/infer")
        .then()
        .statusCode(200)
        .body("label", equalTo("alarm"))
        .body("explanation.max { it.weight }.text", equalTo("fine"));
  }

  @Test
  void anExplanationOfALabelThatTheModelDoesNotHaveIsRefused() {
    given()
        .contentType("application/json")
        .queryParam("explain", "PT5S")
        .queryParam("label", "idle")
        .body("{\"text\":\"fire\"}")
        .post("/models/triage/infer")
        .then()
        .statusCode(400)
        .body("field", equalTo("label"))
        .body("reason", equalTo("must be one of [calm, alarm], is idle"));
  }

  @Test
  void aQuestionOfTheWrongKindIsRefused() {
    given()
        .contentType("application/json")
        .queryParam("explain", "soon")
        .body("{\"text\":\"fire\"}")
        .post("/models/triage/infer")
        .then()
        .statusCode(400)
        .body("field", equalTo("explain"));
    given()
        .contentType("application/json")
        .queryParam("role", "extra")
        .body("{\"text\":\"fire\"}")
        .post("/models/triage/infer")
        .then()
        .statusCode(400)
        .body("field", equalTo("role"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT10.001S", "-PT1S", "P1D"})
  void anExplanationThatMayTakeTooLongIsRefused(String explain) {
    given()
        .contentType("application/json")
        .queryParam("explain", explain)
        .body("{\"text\":\"fire\"}")
        .post("/models/triage/infer")
        .then()
        .statusCode(400)
        .body("field", equalTo("explain"))
        .body("reason", equalTo("must be from PT0S to PT10S, is " + explain));
  }

  @Test
  void whatTheModelDoesNotTakeOfAnEventIsTheEvents() {
    ask("contention", "{\"channels\":{\"x\":[1,1,1,1],\"y\":[1,1,1,1e39]}}")
        .statusCode(400)
        .body("field", equalTo("event"))
        .body("reason", startsWith("frame 0: expected samples that are finite"));
  }

  @Test
  void aShadowThatIsNotThereIsUnavailable() {
    given()
        .contentType("application/json")
        .queryParam("role", "shadow")
        .body("{\"text\":\"fire\"}")
        .post("/models/triage/infer")
        .then()
        .statusCode(503)
        .body("reason", containsString("no version of model triage is in service"));
  }

  @Test
  void metricsTellOfModelsAndMemory() {
    get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("millrace_model_serving{"))
        .body(containsString("millrace_model_versions{state=\"serving\""))
        .body(containsString("millrace_native_bytes{kind=\"weights\""))
        .body(containsString("millrace_lag{topic=\"text-events\""));
  }

  @Test
  void aRefusalNamesTheField() {
    ask("triage", "{}").statusCode(400).body("field", equalTo("text"));
    ask("triage", "{\"text\":\"\"}").statusCode(400).body("field", equalTo("text"));
    ask("triage", "{\"txt\":\"a\"}").statusCode(400).body("field", equalTo("txt"));
    ask("triage", "text").statusCode(400).body("field", equalTo("json"));
    ask("triage", "{\"text\":\"a\",\"channels\":{}}")
        .statusCode(400)
        .body("field", equalTo("channels"));
    ask("contention", "{\"channels\":{\"x\":[1,1,1,1]}}")
        .statusCode(400)
        .body("field", equalTo("channels"))
        .body("reason", equalTo("the model reads [x, y], the event has [x]"));
  }

  @Test
  void aModelThatIsNotThereIsSaidToBe() {
    get("/models/none").then().statusCode(404).body("field", equalTo("name"));
    ask("none", "{\"text\":\"a\"}")
        .statusCode(404)
        .body("reason", startsWith("no model named none is in service"));
  }

  @Test
  void anAnswerThatIsNoNumberIsAnError() {
    ask("triage", "{\"text\":\"nothing\"}")
        .statusCode(422)
        .body("reason", equalTo("model triage 1: output probabilities holds NaN in row 0"));
  }

  @Test
  void withoutABrokerTheServiceIsStartedAndLiveButNotReady() {
    get("/q/health/started").then().statusCode(200);
    get("/q/health/live")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'loops' }.data.'model-releases'", equalTo("followed"));
    get("/q/health/ready").then().statusCode(503);
  }

  private static ValidatableResponse ask(String model, String body) {
    return given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)))
        .contentType("application/json")
        .body(body)
        .post("/models/" + model + "/infer")
        .then();
  }
}

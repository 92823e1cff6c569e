package io.millrace.inference.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TinyModels.class)
class EncoderOverHttpTest {

  @Test
  void anEncoderThatARouteNamesIsInService() {
    get("/models/encoder")
        .then()
        .statusCode(200)
        .body("state", equalTo("serving"))
        .body("task", equalTo("text-embedding"))
        .body("labels", equalTo(null))
        .body("inputs.text.maximumTokens", equalTo(64));
  }

  @Test
  void itsAnswerIsAVectorAndHasNoLabel() {
    ask(given())
        .statusCode(200)
        .body("keySet()", hasSize(3))
        .body("model", equalTo("encoder"))
        .body("embedding", equalTo(List.of(0f, 4f)));
  }

  @Test
  void noExplanationOfAVectorIsGiven() {
    for (String label : List.of("", "alarm")) {
      ask(given().queryParam("explain", "PT1S").queryParam("label", label))
          .statusCode(400)
          .body("field", equalTo("explain"))
          .body(
              "reason",
              equalTo(
                  "is not for model encoder 1: a model for text-embedding gives no label that"
                      + " could be explained"));
    }
  }

  private static ValidatableResponse ask(RequestSpecification request) {
    return request
        .contentType("application/json")
        .body("{\"text\":\"fire fire\"}")
        .post("/models/encoder/infer")
        .then();
  }
}

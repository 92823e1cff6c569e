package io.millrace.ingest.schema;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.events.EventSchema;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SchemasOverHttpTest {

  @Test
  void eachKindsSchemaIsListed() {
    get("/schemas")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("schemas.kind", hasItems("text", "sensor", "series"));
  }

  @Test
  void whatIsListedIsThereUnderItsId() {
    List<String> paths = get("/schemas").then().extract().path("schemas.path");
    List<String> ids = get("/schemas").then().extract().path("schemas.id");

    for (int i = 0; i < paths.size(); i++) {
      get(paths.get(i))
          .then()
          .statusCode(200)
          .contentType(EventSchema.MEDIA_TYPE)
          .body("$id", equalTo(ids.get(i)))
          .body("$schema", equalTo("https://json-schema.org/draft/2020-12/schema"));
    }
  }

  @Test
  void aSchemaIsServedAsItWasGenerated() throws IOException {
    byte[] served = get("/schemas/series/v1").then().extract().asByteArray();

    assertThat(served).isEqualTo(EventSchema.of("series", "v1").orElseThrow().json());
    assertThat(new ObjectMapper().readTree(served).at("/properties/values").isObject()).isTrue();
  }

  @Test
  void aSchemaThatIsNotThereIsAProblemThatSaysWhichAre() {
    get("/schemas/series/v2")
        .then()
        .statusCode(404)
        .contentType(UnknownSchema.MEDIA_TYPE)
        .body("status", equalTo(404))
        .body("detail", containsString("series v2"))
        .body("detail", containsString("/schemas/series/v1"));
  }
}

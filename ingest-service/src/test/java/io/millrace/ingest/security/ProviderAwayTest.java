package io.millrace.ingest.security;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ProviderAwayTest.NoProvider.class)
class ProviderAwayTest {

  /** Port 1 of loopback is where nothing answers. */
  public static final class NoProvider implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      Credentials.prepare();
      return Map.of("quarkus.oidc.auth-server-url", "http://127.0.0.1:1/realms/a");
    }
  }

  @Test
  void aTokenThatCannotBeCheckedIsToBeSentAgain() {
    given()
        .header(
            "Authorization", "Bearer " + Credentials.signed(Credentials.token("millrace:text:*")))
        .contentType("application/json")
        .body("{}")
        .post("/events/text")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "5");
  }

  @Test
  void withoutATokenNobodyIsLetIn() {
    given().body("{}").post("/events/text").then().statusCode(401);
    given().get("/q/health/live").then().statusCode(200);
  }
}

package io.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page of a Millrace that runs, with what really flows. {@code ./millrace up} in one
 * terminal; in another {@code MILLRACE_CONSOLE=http://127.0.0.1:8080 mvn -pl console -am test
 * -Dtest=RunningMillraceTest -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class RunningMillraceTest {

  private static final String ADDRESS = "MILLRACE_CONSOLE";
  private static final long INTERACTIVE = 1_500; // ms

  private Browser browser;

  @BeforeEach
  void open() {
    assumeTrue(
        System.getenv(ADDRESS) != null, "skipped: " + ADDRESS + " names no console that runs");
    assumeTrue(Browser.isHere(), "skipped: chromium and chromedriver are not on the PATH");
    browser = Browser.open();
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private void go(String path) {
    browser.go(URI.create(System.getenv(ADDRESS)).resolve(path).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "overview | / | /[1-9]/.test(document.querySelector('.node .rate').textContent) && document.querySelectorAll('.plain li').length > 2",
        "series | /series | document.querySelectorAll('.list .row').length >= 2",
        "host | /series/host | document.querySelectorAll('.chart canvas').length === 4",
        "host-recorded | /series/host-recorded | document.querySelectorAll('.chart canvas').length === 4 && document.body.innerText.includes('ahead')",
        "text | /text | document.querySelectorAll('.stream li').length > 0",
        "sensors | /sensors | document.querySelectorAll('.frame').length > 0",
        "alerts | /alerts | document.querySelectorAll('.pick li').length > 0 && document.body.innerText.includes('Lead time')",
        "models | /models | document.querySelectorAll('.models .card').length >= 3",
        "rejected | /rejected | document.body.innerText.includes('Nothing was rejected') || document.querySelectorAll('.pick li').length > 0"
      })
  void everyPageShowsWhatFlows(String name, String path, String shows) {
    go(path);

    browser.await(name + " shows what flows", shows);

    browser.theme("light");
    browser.screenshot("real-" + name + "-light");
    browser.theme("dark");
    browser.screenshot("real-" + name + "-dark");
    assertThat(browser.faults()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void thePageIsInteractiveSoon() {
    go("/");
    browser.await("it was loaded", "document.readyState === 'complete'");

    long took =
        ((Number)
                browser.run(
                    "return Math.round(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)"))
            .longValue();

    assertThat(took).as("milliseconds until all scripts had run").isLessThan(INTERACTIVE);
    System.out.println("interactive after " + took + " ms");
  }
}

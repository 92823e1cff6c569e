package io.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.console.browser.Browser;
import io.millrace.console.browser.LivePage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page of a Millrace that runs, with what really flows. {@code ./millrace up} in one
 * terminal; in another {@code MILLRACE_CONSOLE=http://127.0.0.1:8080 mvn -pl console -am test
 * -Dtest=RunningMillraceTest -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class RunningMillraceTest {

  private static final String ADDRESS = "MILLRACE_CONSOLE";

  /** From readiness on; {@code millrace proof console} holds it to more. */
  private static final Duration FLOWS_WITHIN = Duration.ofSeconds(60);

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

  static List<LivePage> pages() {
    return LivePage.ALL;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPageShowsWhatFlows(LivePage page) {
    Duration took = page.interactive(browser, System.getenv(ADDRESS), FLOWS_WITHIN);

    System.out.println(page.name() + " shows what flows after " + took.toMillis() + " ms");
    browser.theme("light");
    browser.screenshot("real-" + page.name() + "-light");
    browser.theme("dark");
    browser.screenshot("real-" + page.name() + "-dark");
    browser.driver().manage().window().setSize(Browser.PHONE);
    browser.screenshot("real-" + page.name() + "-phone");
    assertThat(browser.number("document.documentElement.scrollWidth - innerWidth")).isZero();
    assertThat(browser.faults()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }
}

package io.millrace.benchmarks.console;

import io.millrace.console.browser.Browser;
import io.millrace.console.browser.LivePage;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.MissingDataException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Each page in a window of its own, all of one browser.
 *
 * @param handles by page
 */
record Windows(Browser browser, Map<LivePage, String> handles) {

  /**
   * A browser for a row.
   *
   * @throws MissingDataException if this machine has none
   */
  static Browser browser(Bench bench, String row) {
    if (!Browser.isHere()) {
      throw MissingDataException.because("chromium and chromedriver are not on the PATH");
    }
    return Browser.open(bench.cache().resolve("console").resolve(row + "-screenshots"));
  }

  /**
   * Opens them.
   *
   * @param each done in each window before its page is asked for
   */
  static Windows open(Browser browser, String console, Consumer<Browser> each) {
    Map<LivePage, String> handles = new LinkedHashMap<>();
    for (LivePage page : LivePage.ALL) {
      handles.put(page, browser.window());
      each.accept(browser);
      page.interactive(browser, console, RealDataRow.PATIENCE);
    }
    return new Windows(browser, handles);
  }

  /** Page after page. */
  void each(Consumer<LivePage> look) {
    handles.forEach(
        (page, handle) -> {
          browser.window(handle);
          look.accept(page);
        });
  }
}

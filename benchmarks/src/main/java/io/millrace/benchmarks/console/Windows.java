package io.millrace.benchmarks.console;

import io.millrace.console.browser.Browser;
import io.millrace.console.browser.LivePage;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.MissingDataException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * All pages in one browser.
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
   * Opens them, by turns under one and the other name of this machine: a browser has six
   * connections to each, and every page that is in view keeps one.
   *
   * @param each done in each window before its page is asked for
   */
  static Windows open(Browser browser, String console, Consumer<Browser> each) {
    Windows windows = new Windows(browser, new LinkedHashMap<>());
    LivePage.ALL.forEach(page -> windows.add(page, browser.window(), console, each));
    return windows;
  }

  /** Opens one page in a window of its own, and before it all others as tabs of another. */
  static Windows withTabs(Browser browser, String console, LivePage alone, Consumer<Browser> each) {
    Windows windows = new Windows(browser, new LinkedHashMap<>());
    LivePage.ALL.stream()
        .filter(page -> !page.equals(alone))
        .forEach(page -> windows.add(page, browser.tab(), console, each));
    windows.add(alone, browser.window(), console, each);
    return windows;
  }

  private void add(LivePage page, String handle, String console, Consumer<Browser> each) {
    handles.put(page, handle);
    each.accept(browser);
    String name = handles.size() % 2 == 0 ? console : console.replace("127.0.0.1", "localhost");
    page.interactive(browser, name, RealDataRow.PATIENCE);
  }

  /** Goes on in a page, which is in view then. */
  void show(LivePage page) {
    browser.window(Objects.requireNonNull(handles.get(page), page.name()));
    browser.front();
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

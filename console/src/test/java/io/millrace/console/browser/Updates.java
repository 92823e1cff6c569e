package io.millrace.console.browser;

/** What a page is told by server-sent events: counted, and told by a test. */
public record Updates(Browser browser) {

  private static final String LISTEN =
      """
      window.updates = { counts: {}, sources: new Map() };
      const add = EventSource.prototype.addEventListener;
      EventSource.prototype.addEventListener = function (kind, handler, ...rest) {
        updates.sources.set(kind, this);
        return add.call(this, kind, (event) => {
          updates.counts[kind] = (updates.counts[kind] ?? 0) + 1;
          return handler(event);
        }, ...rest);
      };
      """;

  private static final String TELL =
      """
      const [kind, times, done] = arguments;
      const make = (n) => (%s);
      const source = updates.sources.get(kind);
      let told = 0;
      const some = () => {
        for (let i = 0; i < 20 && told < times; i += 1) {
          const n = updates.next = (updates.next ?? 0) + 1;
          source.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(make(n)) }));
          told += 1;
        }
        if (told < times) setTimeout(some, 10); else setTimeout(done, 600);
      };
      some();
      """;

  /** From the next page on. */
  public static Updates of(Browser browser) {
    browser.always(LISTEN);
    return new Updates(browser);
  }

  /** How many came of the kind of which most came, since the page was opened. */
  public double count() {
    return browser.number("Math.max(0, ...Object.values(updates.counts))");
  }

  /**
   * Tells the page, as its server would, and returns when it has drawn that.
   *
   * @param make expression of what is told, by {@code n}, which rises by one each time
   */
  public void tell(String kind, int times, String make) {
    browser.driver().executeAsyncScript(TELL.formatted(make), kind, times);
  }
}

package io.millrace.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at health and membership again and again. */
public final class ServiceWatch {

  /** What a service says that was evicted or fenced, lost its partitions, or failed to commit. */
  private static final Pattern TROUBLE =
      Pattern.compile(
          "(?i)trying again|\\bfenced\\b|FencedException|FencedInstance|joining group|joined group"
              + "|revoke|lost partitions");

  private final Service service;
  private final ServiceGroup group;
  private final Set<String> members;
  private final int logged;
  private int looks;
  private int red;
  private int changed;

  public ServiceWatch(Service service, ServiceGroup group) {
    this.service = service;
    this.group = group;
    this.members = group.members();
    this.logged = service.logged().size();
  }

  public void look() {
    looks++;
    red += service.isLive() && service.isReady() ? 0 : 1;
    changed += group.isStable() && group.members().equals(members) ? 0 : 1;
  }

  public List<String> trouble() {
    List<String> lines = service.logged();
    return lines.subList(logged, lines.size()).stream()
        .filter(line -> TROUBLE.matcher(line).find())
        .toList();
  }

  public boolean calm() {
    return red == 0 && changed == 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "health red at %d of %d looks, members changed at %d", red, looks, changed);
  }
}

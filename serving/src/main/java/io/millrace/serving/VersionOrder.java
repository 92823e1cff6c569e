package io.millrace.serving;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * Oldest version first. Versions are cut at dots, dashes and underscores; two numeric parts compare
 * as numbers (so 10 follows 9), any others as text.
 */
final class VersionOrder implements Comparator<String> {

  @Override
  public int compare(String left, String right) {
    String[] a = left.split("[._-]", -1);
    String[] b = right.split("[._-]", -1);
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int order = compareParts(a[i], b[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static int compareParts(String a, String b) {
    boolean bothNumeric = a.matches("\\d+") && b.matches("\\d+");
    return bothNumeric ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }
}

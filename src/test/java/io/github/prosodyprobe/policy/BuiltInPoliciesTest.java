package io.github.prosodyprobe.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.policy.file.PolicyLibrary;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BuiltInPoliciesTest {

  private static final PolicyLibrary LIBRARY = BuiltIn.library();

  @Test
  void theNamesAreTheOnesThatPeoplePin() throws PolicyException {
    assertEquals(
        List.of(
            "mozilla-intermediate-5.8@1",
            "mozilla-modern-5.8@1",
            "ncsc-nl-2025@1",
            "prosody-recommended@1",
            "rfc9325@1",
            "xmpp-minimum@1"),
        LIBRARY.titles());
  }

  @Test
  void everyCheckSaysWhyAndHowAndWhere() {
    for (Check check : LIBRARY.checks().values()) {
      assertFalse(check.why().isEmpty(), check.id());
      assertFalse(check.probed().isEmpty(), check.id());
      assertTrue(check.fix().containsKey("prosody"), check.id());
      assertFalse(check.citations().isEmpty(), check.id());
      assertFalse(check.tags().isEmpty(), check.id());
    }
  }

  @Test
  void everyCheckIsHeldBySomePolicyAndEveryVersionHasItsChange() throws PolicyException {
    Set<String> held = new TreeSet<>();
    for (String title : LIBRARY.titles()) {
      Policy policy = LIBRARY.find(title);
      policy.checks().forEach(check -> held.add(check.id()));
      assertTrue(
          policy.changelog().stream().anyMatch(change -> change.version() == policy.version()),
          title);
      assertFalse(policy.description().isEmpty(), title);
    }
    assertEquals(LIBRARY.checks().keySet(), held);
  }

  @Test
  void theIdsOfTheRowsAreThere() {
    Set<String> rows =
        Set.of(
            "c2s-tls-required",
            "plain-before-tls-refused",
            "tls-versions",
            "tls-suites",
            "tls-groups",
            "tls-ephemeral-keys-fresh",
            "legacy-auth-off",
            "sasl-mechanisms",
            "channel-binding-works",
            "certificate-names",
            "certificate-trusted",
            "certificate-lifetime",
            "certificate-key",
            "certificate-purpose",
            "registration-closed");
    assertTrue(LIBRARY.checks().keySet().containsAll(rows));
  }

  @Test
  void theMinimumExpectsLessOfWhatBothHold() throws PolicyException {
    Policy recommended = LIBRARY.find("prosody-recommended");
    Policy minimum = LIBRARY.find("xmpp-minimum");
    assertEquals("only TLSv1.2, TLSv1.3", expected(recommended, "tls-versions"));
    assertEquals("excludes SSLv2, SSLv3", expected(minimum, "tls-versions"));
    assertEquals("at least 14 days from now", expected(recommended, "certificate-lifetime"));
    assertEquals("not in the past", expected(minimum, "certificate-lifetime"));
  }

  private static String expected(Policy policy, String id) {
    Check check =
        policy.checks().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    return ((Expectation.Compare) check.expectation()).expected();
  }
}

package io.github.prosodyprobe.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.fact.BoshFacts;
import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.target.Connect;
import io.github.prosodyprobe.target.Place;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoshPlanTest {

  @Test
  void aPlaceThatTheOperatorNamesGetsOneConversation() {
    Connect connect = Connect.of("bosh=http://192.0.2.1:5280");
    assertEquals("/", connect.location().orElseThrow().target(), "used as it was given");
    Place place =
        new Place.Known(
            new Endpoint(Listener.BOSH, "example.test", "192.0.2.1:5280"),
            new InetSocketAddress("192.0.2.1", 5280),
            connect.host(),
            connect.location(),
            Place.Claim.SAID);
    ScanPlan.ListenerPlan plan =
        ListenerPlans.of(place, Set.of(BoshFacts.MECHANISMS), new Catalogue(List.of()));
    assertEquals(1, plan.usualConnections());
    assertTrue(plan.conversations().toString().contains("bosh 1 (at most"), plan::toString);
    assertEquals("control", plan.control().orElseThrow().name());
  }
}

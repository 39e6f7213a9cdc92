package io.github.prosodyprobe.net;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.prosodyprobe.fact.ReasonCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::1",
        "2001:db8::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "ff02::1"
      })
  void refusesSpecialPurposeAddressesFromOutside(String address) {
    AddressPolicy policy = new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of());
    PeerException refusal =
        assertThrows(PeerException.class, () -> policy.check(at(address, 5222)));
    assertEquals(ReasonCode.ADDRESS_REFUSED, refusal.reason().code());
  }

  @Test
  void mappedAddressesAreTheAddressInside() {
    AddressPolicy policy = new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of());
    assertThrows(PeerException.class, () -> policy.check(at("::ffff:127.0.0.1", 5222)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9.9.9.9", "172.32.0.1", "192.169.0.1", "2a00::1", "64:ff9b::909:909"})
  void allowsPublicAddresses(String address) {
    AddressPolicy policy = new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of());
    assertDoesNotThrow(() -> policy.check(at(address, 5222)));
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 25, 80, 3306, 6379, 5221})
  void refusesPortsWhereNoXmppServiceLives(int port) {
    AddressPolicy policy = new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of());
    assertThrows(PeerException.class, () -> policy.check(at("9.9.9.9", port)));
  }

  @Test
  void allowsWhatTheOperatorNamedAndNothingBesideIt() {
    AddressPolicy policy =
        new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of(at("127.0.0.1", 15222)));
    assertDoesNotThrow(() -> policy.check(at("127.0.0.1", 15222)));
    assertThrows(PeerException.class, () -> policy.check(at("127.0.0.1", 5222)));
    assertThrows(PeerException.class, () -> policy.check(at("127.0.0.2", 15222)));
  }

  @Test
  void portsForInsidersMayBeAnyButTheirAddressesMustBePublic() {
    InetSocketAddress own = at("9.9.9.9", 5347);
    InetSocketAddress loopback = at("127.0.0.1", 5347);
    AddressPolicy policy =
        new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of(), Set.of(own, loopback));
    assertDoesNotThrow(() -> policy.check(own));
    assertThrows(PeerException.class, () -> policy.check(at("9.9.9.10", 5347)));
    assertThrows(PeerException.class, () -> policy.check(loopback));
  }

  @Test
  void datagramsGoToThePortOfStunOnly() {
    AddressPolicy policy =
        new AddressPolicy(AddressPolicy.Reach.PUBLIC_ONLY, Set.of(at("127.0.0.1", 15000)));
    assertDoesNotThrow(() -> policy.checkDatagrams(at("9.9.9.9", 3478)));
    assertDoesNotThrow(() -> policy.checkDatagrams(at("127.0.0.1", 15000)));
    assertThrows(PeerException.class, () -> policy.checkDatagrams(at("9.9.9.9", 53)));
    assertThrows(PeerException.class, () -> policy.checkDatagrams(at("127.0.0.1", 3478)));
  }

  @Test
  void allowsPrivateAddressesFromInside() {
    AddressPolicy policy = new AddressPolicy(AddressPolicy.Reach.PRIVATE_TOO, Set.of());
    assertDoesNotThrow(() -> policy.check(at("10.0.0.5", 5222)));
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}

package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.text;

import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;

/** Facts about a STUN server, which tells clients their own address. */
public final class StunFacts {

  /** How a Binding request is answered. */
  public static final Fact<Text> BINDING =
      text(
          "stun.binding",
          "How a Binding request is answered: with the address that it came from, or with an error",
          "RFC 8489, section 6.3",
          "answers",
          "error");

  /** The address that the server saw. */
  public static final Fact<Text> MAPPED_ADDRESS =
      text(
              "stun.mapped-address",
              "The address and port that the server saw the request come from",
              "RFC 8489, section 14.2")
          .changing();

  /** Whether that address leads to us from anywhere else. */
  public static final Fact<Flag> MAPPED_PRIVATE =
      flag(
          "stun.mapped-private",
          "The address that the server saw is a private or other special one, as when server and"
              + " prober share a network",
          "RFC 8489, section 14.2; RFC 6890, section 2.2");

  /** What the server says it is. */
  public static final Fact<Text> SOFTWARE =
      text("stun.software", "The software that the server says it is", "RFC 8489, section 14.14");

  private StunFacts() {}
}

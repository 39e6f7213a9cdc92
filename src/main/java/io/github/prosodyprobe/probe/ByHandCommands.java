package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.tls.Topic;

/** Writes commands with which a person can see the same as a probe. */
final class ByHandCommands {

  private ByHandCommands() {}

  /** A command that shows what the hellos of a topic showed. */
  static String tls(Topic topic, ProbeContext context) {
    String connect = ByHand.openssl(context);
    return switch (topic) {
      case VERSIONS, SUITES_BEFORE_TLS12 ->
          "for v in tls1 tls1_1 tls1_2 tls1_3; do "
              + connect
              + " -$v -cipher ALL:@SECLEVEL=0 -brief </dev/null; done";
      case SUITES_TLS13 -> connect + " -tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256 </dev/null";
      case SUITES_TLS12 -> connect + " -tls1_2 -cipher ALL:COMPLEMENTOFALL:@SECLEVEL=0 </dev/null";
      case GROUPS_TLS13 -> connect + " -tls1_3 -groups X25519MLKEM768:X25519:P-256 </dev/null";
      case GROUPS_TLS12 -> connect + " -tls1_2 -cipher ECDHE -groups P-521:P-384 </dev/null";
      case PREFERENCE ->
          connect + " -tls1_2 -cipher AES256-GCM:AES128-GCM </dev/null # and the other way round";
      case FALLBACK -> connect + " -fallback_scsv -no_tls1_3 </dev/null";
      case CONTROL -> connect + " </dev/null";
    };
  }
}

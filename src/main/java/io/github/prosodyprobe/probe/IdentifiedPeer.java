package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.tls.ClientCredential;

/**
 * A server of the operator's, in whose name a scan may speak to other servers.
 *
 * @param identity who it is
 * @param credential what proves it
 */
public record IdentifiedPeer(PeerIdentity identity, ClientCredential credential) {}

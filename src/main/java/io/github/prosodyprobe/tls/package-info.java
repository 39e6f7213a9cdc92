/**
 * TLS as a scanner needs it: hellos of any content, server flights, complete handshakes,
 * certificates.
 */
@NullMarked
package io.github.prosodyprobe.tls;

import org.jspecify.annotations.NullMarked;

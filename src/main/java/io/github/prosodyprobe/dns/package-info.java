/** Looking up the records that say where an XMPP service lives (RFC 6120, section 3.2). */
@NullMarked
package io.github.prosodyprobe.dns;

import org.jspecify.annotations.NullMarked;

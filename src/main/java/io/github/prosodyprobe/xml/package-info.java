/** A bounded reader of the restricted XML that XMPP allows (RFC 6120, section 11). */
@NullMarked
package io.github.prosodyprobe.xml;

import org.jspecify.annotations.NullMarked;

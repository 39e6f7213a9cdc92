/** XMPP streams as a scanner needs them: headers, features, STARTTLS, stanzas (RFC 6120). */
@NullMarked
package io.github.prosodyprobe.xmpp;

import org.jspecify.annotations.NullMarked;

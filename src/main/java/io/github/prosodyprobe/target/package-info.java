/** What is scanned: a domain, what its operator said about it, and where its listeners are. */
@NullMarked
package io.github.prosodyprobe.target;

import org.jspecify.annotations.NullMarked;

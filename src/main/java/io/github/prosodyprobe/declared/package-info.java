/** What a configuration file declares, held against what Prosody reads and what the server does. */
@NullMarked
package io.github.prosodyprobe.declared;

import org.jspecify.annotations.NullMarked;

/**
 * Real Prosody servers for the tests.
 *
 * <p>What a probe says about a server is worth as much as the server it was tried on. These start
 * the Prosody of a distribution with a configuration from {@code src/test/prosody/config}.
 */
@NullMarked
package io.github.prosodyprobe.prosody;

import org.jspecify.annotations.NullMarked;

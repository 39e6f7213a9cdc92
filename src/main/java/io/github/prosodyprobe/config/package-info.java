/**
 * Reads a configuration file as Prosody's own loader does: evaluates its Lua, bounded and without
 * reach, into settings that know their host, file and line.
 */
@NullMarked
package io.github.prosodyprobe.config;

import org.jspecify.annotations.NullMarked;

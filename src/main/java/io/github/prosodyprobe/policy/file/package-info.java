/** Reads checks and policies from YAML text, and says precisely what is wrong with it. */
@NullMarked
package io.github.prosodyprobe.policy.file;

import org.jspecify.annotations.NullMarked;

/**
 * HTTP/1.1, BOSH and WebSocket as a client speaks them that believes nothing: bounded in bytes and
 * time, without cookies, caches or redirects of its own.
 */
@NullMarked
package io.github.prosodyprobe.http;

import org.jspecify.annotations.NullMarked;

package io.github.prosodyprobe.request;

/** A method that changes nothing on the server (RFC 9110, section 9.2.1); no other one is sent. */
public enum Method {
  GET,
  HEAD,
  OPTIONS
}

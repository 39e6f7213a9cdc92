package io.github.prosodyprobe.request;

/**
 * One request of the catalogue, without the server that it is sent to.
 *
 * @param method changes nothing
 * @param path with a slash in front, and with its query if it has one
 * @param servedFor which names to put into the {@code Host} field
 */
public record WebRequest(Method method, String path, ServedFor servedFor) {}

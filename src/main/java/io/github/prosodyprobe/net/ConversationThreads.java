package io.github.prosodyprobe.net;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Threads for conversations with peers: one for each, ended by {@link Dialer#hangUp()} when they
 * wait for the peer.
 *
 * <p>Platform threads, though they cannot be interrupted while they read: the poller of virtual
 * threads stays in native code, and the JVM waits 300 ms for it at the end of the process.
 */
public final class ConversationThreads {

  private static final ThreadFactory FACTORY =
      Thread.ofPlatform().daemon().name("conversation-", 1).factory();

  private ConversationThreads() {}

  /** An executor with a new thread for each task; closing it waits for the tasks. */
  public static ExecutorService executor() {
    return Executors.newThreadPerTaskExecutor(FACTORY);
  }

  /** An executor that runs no more than so many tasks at once. */
  public static ExecutorService executor(int atOnce) {
    return Executors.newFixedThreadPool(atOnce, FACTORY);
  }

  /** Starts a thread of its own for a task. */
  public static Thread start(Runnable task) {
    Thread thread = FACTORY.newThread(task);
    thread.start();
    return thread;
  }
}

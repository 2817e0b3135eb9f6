/**
 * Loaded before a program that loads Payload through tsx. Node 20 answers imports of such a program from a thread, and for moments the
 * main one has nothing that it waits for: every third start ended there with code 13. A timer is something to wait for. The
 * programs end with `process.exit` when they are done.
 */
setTimeout(() => undefined, 60_000)

package io.millrace.inference.loop;

/**
 * Makes the clients of one loop: fresh ones after every failure that the old ones cannot outlive.
 */
public interface ClientFactory {

  Clients create();
}

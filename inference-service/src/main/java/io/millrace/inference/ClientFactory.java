package io.millrace.inference;

/**
 * Makes the clients of one loop: fresh ones after every failure that the old ones cannot outlive.
 */
interface ClientFactory {

  Clients create();
}

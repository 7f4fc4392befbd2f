/**
 * A phone call: which persona answers it, how it is placed, answered, attached to its media socket and hung up.
 *
 * <p>Port {@code CallControl}, edges {@code acs} (Call Automation) and {@code http} (the calls resource, Event Grid,
 * callbacks). May import conversation, agents, sessions. Callbacks come in any order, repeatedly, at any node. Facts:
 * acs-call-automation, prior-systems §1.1.
 */
package dev.parley.call;

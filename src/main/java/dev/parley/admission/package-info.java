/**
 * Who may begin, and how often: so many talks at once, a minute and a day; single-use tickets for the sockets of browsers, and
 * how many paid tokens a minute.
 *
 * <p>Decides; the edges carry out. What all nodes must know is in the session store. Tickets are secrets: no log and no
 * exception names one. Runs on request threads, which may wait for the session store. Imports sessions and config; who lets
 * somebody begin imports this. Facts: ARCHITECTURE §9.
 */
package dev.parley.admission;

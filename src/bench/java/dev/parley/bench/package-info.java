/**
 * What measures a running server: the load driver, the side-by-side of ways to answer, the soak and the report. No class of
 * the product or the emulator, so that it measures what anybody could: sockets, pages, JMX and the operating system. One
 * command, {@code mvn package -Pbench -Dbench=quick}; {@link dev.parley.bench.ManyCalls} needs no build at all.
 */
package dev.parley.bench;

/**
 * Users of Open Liberty's configured registry, by its public SPI.
 *
 * <p>Reached reflectively, so that the WAR loads on servers that have no such class; there nobody is known. May import
 * security. Facts: platform §7, Open Liberty's {@code com.ibm.wsspi.security.registry}.
 */
package dev.parley.security.liberty;

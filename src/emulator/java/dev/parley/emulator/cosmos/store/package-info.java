/**
 * Keeps databases, containers and documents: all in memory and, where a folder is set, also on disk.
 *
 * <p>A container is changed by one transaction at a time, whose changes are one line of the container's journal before anybody
 * sees them. So a process may be killed at any moment: what was answered is there when it starts again, and a transaction is
 * there whole or not at all. Any thread may call; knows nothing of HTTP.
 */
package dev.parley.emulator.cosmos.store;

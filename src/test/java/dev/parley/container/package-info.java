/**
 * In-container tests: what only a container shows, such as which beans it finds, what its executors really are and who it
 * takes a caller for. Each deploys an archive of its own, with nothing but the classes in question, beside Parley into the
 * running server, and takes it away again.
 */
package dev.parley.container;

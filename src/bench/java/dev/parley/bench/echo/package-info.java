/** The floor under all figures: a socket and a servlet of the same server that do nothing. A WAR of its own, made by the bench. */
package dev.parley.bench.echo;

/** The floor under all figures: a socket of the same server that does nothing. A WAR of its own, made by the bench. */
package dev.parley.bench.echo;

/** The cascade with hand-driven services: order, cuts, replays. */
package dev.parley.cascade;

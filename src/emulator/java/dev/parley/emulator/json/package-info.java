/** The one provider of JSON that every emulated service makes and reads its documents by. */
package dev.parley.emulator.json;

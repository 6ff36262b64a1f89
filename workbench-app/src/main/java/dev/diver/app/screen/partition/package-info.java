/**
 * The partition editor: a machine's processors and memory drawn, and given to Linux and to specialized kernels by hand.
 * Edits, history, layouts and ways out are pure; the panes paint them.
 */
package dev.diver.app.screen.partition;

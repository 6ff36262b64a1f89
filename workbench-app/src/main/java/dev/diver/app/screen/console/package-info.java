/** Consoles as the window has them: what can be done with one, several that get the same keys, shells. */
package dev.diver.app.screen.console;

/** Debugging: the session of the window, its panels, and the breakpoints that are kept. */
package dev.diver.app.screen.debug;

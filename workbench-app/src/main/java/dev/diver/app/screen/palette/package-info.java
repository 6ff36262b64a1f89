/** Everything that can be done, by typing a few letters of it, and the list of shortcuts. */
package dev.diver.app.screen.palette;

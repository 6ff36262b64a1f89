/** Dives of this process: their consoles, their options, their plans. */
package dev.diver.app.screen.dive;

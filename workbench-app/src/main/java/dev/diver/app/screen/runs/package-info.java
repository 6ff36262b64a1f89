/** What is kept of all dives. */
package dev.diver.app.screen.runs;

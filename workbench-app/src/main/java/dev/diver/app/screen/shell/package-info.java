/** The window: docks, navigation, status bar, messages, themes, and what is kept of it between starts. */
package dev.diver.app.screen.shell;

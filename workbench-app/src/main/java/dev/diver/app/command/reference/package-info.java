/** What is written about the command from its own model, so that neither can lag behind: completion for shells, the manual page. */
package dev.diver.app.command.reference;

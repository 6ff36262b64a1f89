/** What this host can do: tools, accelerator, catalog. */
package dev.diver.app.screen.machine;

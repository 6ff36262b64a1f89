/** The workbench's window. {@link dev.diver.app.screen.Workbench} is the way in. */
package dev.diver.app.screen;

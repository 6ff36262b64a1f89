/** Nets: files, editor, problems, build, and the way to a dive. */
package dev.diver.app.screen.project;

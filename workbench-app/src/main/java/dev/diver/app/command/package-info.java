/**
 * The {@code diver} command: one class for each verb, all over the engine that the screen uses too. Data goes to
 * standard output, progress and messages to standard error; every listing takes {@code --json}.
 */
package dev.diver.app.command;

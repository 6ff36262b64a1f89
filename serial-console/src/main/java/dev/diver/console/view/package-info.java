/** The JavaFX control that shows a console and types into it. */
package dev.diver.console.view;

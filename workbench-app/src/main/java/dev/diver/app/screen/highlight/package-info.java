/** What is a comment, a string or a keyword in a text, line by line. The scene graph is not known here. */
package dev.diver.app.screen.highlight;

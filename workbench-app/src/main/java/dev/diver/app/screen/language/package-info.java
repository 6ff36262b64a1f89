/** What a language server knows of the text in the editors. The scene graph is not known here. */
package dev.diver.app.screen.language;

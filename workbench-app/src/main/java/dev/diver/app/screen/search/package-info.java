/** Finding and replacing in the files of the open nets. */
package dev.diver.app.screen.search;

/** What all views share: jobs in the background, actions, documents, notices. Knows no view. */
package dev.diver.app.screen.common;

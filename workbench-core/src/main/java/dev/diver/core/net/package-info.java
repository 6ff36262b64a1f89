/** Nets: net.toml, net.lock, new projects, and which projects the person trusts. */
package dev.diver.core.net;

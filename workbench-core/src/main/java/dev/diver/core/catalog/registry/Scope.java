package dev.diver.core.catalog.registry;

/** What a token must allow, as the distribution project's "Token Scope Documentation" writes it. */
record Scope(String repository, boolean writes) {
    @Override
    public String toString() {
        return "repository:" + repository + ":" + (writes ? "pull,push" : "pull");
    }
}

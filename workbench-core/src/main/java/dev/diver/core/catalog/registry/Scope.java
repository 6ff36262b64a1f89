package dev.diver.core.catalog.registry;

/** What a token must allow, as the distribution project's "Token Scope Documentation" writes it. */
record Scope(String repository, String actions) {
    Scope(String repository, boolean writes) {
        this(repository, writes ? "pull,push" : "pull");
    }

    static Scope deleting(String repository) {
        return new Scope(repository, "pull,push,delete");
    }

    @Override
    public String toString() {
        return "repository:" + repository + ":" + actions;
    }
}

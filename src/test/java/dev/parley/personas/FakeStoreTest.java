package dev.parley.personas;

/** The store that unit tests use behaves as the real one. */
class FakeStoreTest extends PersonaStoreContract {
    private final FakeStore store = new FakeStore();

    @Override
    protected PersonaStore store() {
        return store;
    }
}

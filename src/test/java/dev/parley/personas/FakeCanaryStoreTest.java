package dev.parley.personas;

/** The counts that unit tests use behave as the real ones. */
class FakeCanaryStoreTest extends CanaryStoreContract {
    private final FakeCanaryStore store = new FakeCanaryStore();

    @Override
    protected CanaryStore store() {
        return store;
    }
}

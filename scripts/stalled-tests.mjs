// A reporter of Vitest's: a test that never comes back (an endless loop holds its whole thread, so that no timeout of the
// runner's is heard) is named, and the run ends as failed instead of waiting for ever.
const LIMIT_SECONDS = 600;

export default class StalledTests {
  #clocks = new Map();

  onTestModuleStart({ moduleId }) {
    const stop = () => {
      console.error(`\n${moduleId}: still running after ${LIMIT_SECONDS} s. It hangs; the run is ended here.`);
      process.exit(1);
    };
    this.#clocks.set(moduleId, setTimeout(stop, LIMIT_SECONDS * 1000).unref());
  }

  onTestModuleEnd({ moduleId }) {
    clearTimeout(this.#clocks.get(moduleId));
  }
}

// A reporter of Vitest's: a test that never comes back (an endless loop holds its whole thread, so that no timeout of the
// runner's is heard) is named, and the run ends as failed instead of waiting for ever.

/** How long one test may take before it counts as hanging: many times what the slowest one needs on a slow machine. */
export const LIMIT_SECONDS = 1200;

export default class StalledTests {
  #clocks = new Map();

  onTestModuleStart({ moduleId }) {
    this.#wait(moduleId, "its first test");
  }

  onTestCaseResult({ module, fullName }) {
    this.#wait(module.moduleId, `the one after "${fullName}"`);
  }

  onTestModuleEnd({ moduleId }) {
    clearTimeout(this.#clocks.get(moduleId));
  }

  #wait(moduleId, which) {
    clearTimeout(this.#clocks.get(moduleId));
    const stop = () => {
      console.error(
        `\n${moduleId}: ${which} is still running after ${LIMIT_SECONDS} s. It hangs; the run is ended here.`,
      );
      process.exit(1);
    };
    this.#clocks.set(moduleId, setTimeout(stop, (LIMIT_SECONDS + 60) * 1000).unref());
  }
}

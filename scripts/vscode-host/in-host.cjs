// Runs inside the extension host, around the tests' own entry: copies the console to a file, because the host's own
// way out loses lines when it ends, and leaves a mark when the tests came to a good end. VS Code reports a host that
// died half way as success; without the mark the launcher knows better. What to run is in the environment.
const { appendFileSync, writeFileSync } = require("node:fs");
const { format } = require("node:util");

exports.run = async () => {
  const { RULEHOUND_HOST_TESTS: tests, RULEHOUND_HOST_OUTPUT: output, RULEHOUND_HOST_MARK: mark } = process.env;
  for (const method of ["log", "info", "warn", "error", "debug"]) {
    const value = (...parts) => appendFileSync(output, `${format(...parts)}\n`);
    // The host's console has setters that do nothing, so a plain assignment would be ignored.
    Object.defineProperty(console, method, { configurable: true, writable: true, value });
  }
  const loaded = require(tests);
  await (loaded.run ?? loaded.default.run ?? loaded.default)();
  writeFileSync(mark, "");
};

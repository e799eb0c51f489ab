// What libraries load at their start and use at most once, seldom or never: it is loaded when it is used.
import path from "node:path";

/** Modules and who imports them; those that are functions themselves are called, of the others members are read. */
const MODULES = [
  { module: "crypto", by: "vscode-jsonrpc" }, // The names of pipes, and of what is shared between processes.
  { module: "minimatch", by: "vscode-languageclient" }, // Servers that follow the renaming of files.
  { module: "semver/functions/parse", by: "vscode-languageclient", isFunction: true }, // Another class of client than ours.
  { module: "semver/functions/satisfies", by: "vscode-languageclient", isFunction: true },
];

const NAMESPACE = "when-wanted";

/** A plugin of esbuild. */
export const whenWanted = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^(crypto|minimatch|semver\/)/ }, ({ path: asked, importer, resolveDir, namespace }) => {
      const isOurs = MODULES.some(({ module, by }) => module === asked && importer.split(path.sep).includes(by));
      if (namespace === NAMESPACE || !isOurs) return undefined;
      return { path: asked, namespace: NAMESPACE, pluginData: resolveDir };
    });
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path: asked, pluginData: resolveDir }) => {
      const wanted = `require(${JSON.stringify(asked)})`;
      const { isFunction } = MODULES.find(({ module }) => module === asked);
      const member = `(_, name) => name === "__esModule" || ${wanted}[name]`;
      const value = isFunction ? `(...given) => ${wanted}(...given)` : `new Proxy({}, { get: ${member} })`;
      return { contents: `module.exports = ${value};`, resolveDir };
    });
  },
};

// Bundles a program in parts: what it does not import but `import(…)`s becomes a file of its own, which is read when it is wanted.
// esbuild makes such parts as modules only; ours have to be CommonJS, which the extension host and `runBundle` take.
import path from "node:path";
import { build, transform } from "esbuild";

/** A static import of another part, as esbuild prints it. */
const IMPORT = /import\s*(?:\{([^}]*)\}\s*from\s*)?"(\.\/[^"]+\.cjs)";?/g;

/**
 * Gives the files of a program in a folder: `{ file, text, map }`. `name` is the entry's; those of the parts begin with its
 * first word and end with what they hash to. `banner` is the first line of each.
 */
export async function buildParts({ name, entry, folder, options, banner }) {
  const [program] = name.split("-");
  const { outputFiles } = await build({
    ...options,
    entryPoints: { [name.replace(/\.cjs$/, "")]: entry },
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    chunkNames: `${program}-[name]-[hash]`,
    format: "esm",
    splitting: true,
    sourcemap: "inline",
    write: false,
  });
  return Promise.all(outputFiles.map((file) => toCommonJs(file, options, banner)));
}

async function toCommonJs({ path: file, text }, options, banner) {
  const { code, map } = await transform(text.replace(IMPORT, required), {
    banner,
    charset: "ascii",
    format: "cjs",
    legalComments: "none",
    minifySyntax: options.minifySyntax,
    minifyWhitespace: options.minifyWhitespace,
    platform: "node",
    sourcefile: path.basename(file),
    sourcemap: "external",
    supported: { "dynamic-import": false }, // It would ask Node for a module; `require` gives a part.
    target: options.target,
  });
  return { file, text: code, map };
}

/**
 * The same in CommonJS, as long as it was so that places behind it stay right. The names become constants of the part that
 * imports: what a part exports is set when it has been run, and a call of it costs what it costs inside a part.
 */
function required(statement, names, part) {
  const constants = names === undefined ? "" : `const {${names.replace(/\s+as\s+/g, ":")}} = `;
  const lines = statement.split("\n").length - constants.split("\n").length;
  const call = `${constants}require(${JSON.stringify(part)});`;
  return lines > 0 ? call + "\n".repeat(lines) : call.padEnd(statement.length);
}

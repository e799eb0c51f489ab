// Runs inside the extension host of a VS Code: how long an open rule waits for its first diagnostics. Writes one JSON object.
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

/** Milliseconds that this process and the language server have worked, the server alone, and waited for a processor. */
function schedule() {
  const sum = { worked: 0, server: 0, waited: 0 };
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const isServer = readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(path.join("dist", "server.cjs"));
      const [, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
      const isOurs = isServer && parent === String(process.pid);
      if (!isOurs && pid !== String(process.pid)) continue;
      const [worked, waited] = readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ");
      sum.worked += Number(worked) / 1e6;
      if (isServer) sum.server += Number(worked) / 1e6;
      sum.waited += Number(waited) / 1e6;
    } catch {
      // The process has ended meanwhile, or this is no Linux.
    }
  }
  return sum;
}

/** Resolves when this process has nothing to do any more: VS Code's own extensions have started, too. */
async function quiet() {
  const PERIOD = 500;
  for (let calm = 0, last = schedule().worked, turn = 0; calm < 3 && turn < 40; turn++) {
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
    const { worked } = schedule();
    calm = worked - last < PERIOD / 25 ? calm + 1 : 0;
    last = worked;
  }
}

exports.run = async () => {
  const [folder] = vscode.workspace.workspaceFolders;
  const extension = vscode.extensions.getExtension("rulehound.rulehound");
  if (extension.isActive) throw new Error("the extension is active before a rule is open");
  const rule = vscode.Uri.joinPath(folder.uri, "measured.spl");
  const told = new Promise((resolve) => {
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const mine = uris.some((uri) => uri.toString() === rule.toString());
      if (mine && vscode.languages.getDiagnostics(rule).length > 0) resolve();
    });
  });
  if (process.env.RULEHOUND_BENCH_AT_ONCE !== "1") await quiet();
  // The rule's coming into the extension host activates the extension.
  let before;
  let begun;
  vscode.workspace.onDidOpenTextDocument(({ uri }) => {
    if (begun !== undefined || uri.toString() !== rule.toString()) return;
    before = schedule();
    begun = performance.now();
  });
  await vscode.window.showTextDocument(rule);
  await told;
  const took = performance.now() - begun;
  const after = schedule();
  const measured = {
    took,
    waited: after.waited - before.waited,
    worked: after.worked - before.worked,
    server: after.server - before.server,
  };
  writeFileSync(process.env.RULEHOUND_BENCH_OUTPUT, JSON.stringify(measured));
  await new Promise((resolve) => setTimeout(resolve, Number(process.env.RULEHOUND_BENCH_STAY ?? 0)));
};

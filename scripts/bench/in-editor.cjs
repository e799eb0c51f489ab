// Runs inside the extension host of a VS Code: how long an open rule waits for its first diagnostics. Writes one JSON object.
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

/** Milliseconds that this process and the language server have worked, and waited for a processor. */
function schedule() {
  const sum = { worked: 0, waited: 0 };
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const isServer = readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(path.join("dist", "server.cjs"));
      const [, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
      const isOurs = isServer && parent === String(process.pid);
      if (!isOurs && pid !== String(process.pid)) continue;
      const [worked, waited] = readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ");
      sum.worked += Number(worked) / 1e6;
      sum.waited += Number(waited) / 1e6;
    } catch {
      // The process has ended meanwhile, or this is no Linux.
    }
  }
  return sum;
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
  const measured = { took, waited: after.waited - before.waited, worked: after.worked - before.worked };
  writeFileSync(process.env.RULEHOUND_BENCH_OUTPUT, JSON.stringify(measured));
  await new Promise((resolve) => setTimeout(resolve, Number(process.env.RULEHOUND_BENCH_STAY ?? 0)));
};

import { FileProblem } from "../node/files.ts";
import { UsageError } from "./args.ts";
import { check } from "./check.ts";
import { explain } from "./explain.ts";
import { exportRules } from "./export.ts";
import { importRules } from "./import.ts";
import { learn } from "./learn.ts";
import { lsp } from "./lsp.ts";
import { read } from "./read.ts";
import { run } from "./run.ts";
import { sequence } from "./sequence.ts";
import { test } from "./test.ts";

const USAGE = `rulehound: checks and runs detections offline

  rulehound check PATH…                                    what is wrong with rule files
  rulehound run (RULE[#ANALYTIC] | --spl TEXT) --sample PATH…  run analytics on samples
  rulehound explain (RULE[#ANALYTIC] | --spl TEXT) --sample PATH [--event LINE]  why an event is no result; nearest misses
  rulehound test PATH…                                     the tests of rule files
  rulehound read SAMPLE                                    the events of a sample, as JSON lines
  rulehound sequence --sample CAPTURE --sample HOSTLOG…    calls over the network and the processes they started; --skew and --within SECONDS
  rulehound export --to suricata|yara|wireshark RULE       signature rules in another language
  rulehound import FILE                                    Suricata, Snort or YARA rules as signature rules (YAML)
  rulehound learn SAMPLE… --out FILE                       names that the catalog does not know, as an overlay
  rulehound lsp --stdio                                    the language server

Options of all: --format text|json, --now TIME, --tz ZONE, --profile xml|classic|legacy|union,
  --order time-desc|input, --set NAME=VALUE (docs/reference/settings.md), --no-color
check: --preset essential|recommended|all, --severity CHECK=SEVERITY, --format sarif, --explain CHECK, --explain-empty
run: --limit N, --stats, --report FILE.html      test: --format junit, --update
Exit codes: 0 fine, 1 errors or warnings, failed tests, 2 usage, 3 refused or failed. See docs/cli.md.
`;

/** Each command gives its exit code. */
const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  check,
  run,
  explain,
  test,
  read,
  learn,
  sequence,
  export: exportRules,
  import: importRules,
  lsp,
};

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    process.stdout.write(USAGE);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new UsageError(`There is no command "${name}". rulehound --help lists them.`);
  const own = rest.slice(0, rest.includes("--") ? rest.indexOf("--") : undefined);
  if (own.some((arg) => arg === "--help" || arg === "-h")) {
    process.stdout.write(USAGE);
    return 0;
  }
  return command(rest);
}

// A reader that closes early (head) is no failure.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof UsageError || error instanceof FileProblem;
    process.stderr.write(
      `rulehound: ${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = error instanceof UsageError ? 2 : 3;
  },
);

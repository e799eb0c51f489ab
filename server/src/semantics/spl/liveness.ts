import { fieldPattern } from "#events/field-pattern.ts";
import type { Pipeline, SplNode, Stage } from "#syntax/spl/ast.ts";
import { children } from "#syntax/spl/path.ts";
import { isFilledIn } from "./search-token.ts";

/** The names of fields that are needed: all but some, or only some. */
export interface NameSet {
  readonly all: boolean;
  /** With `all`: names that are not needed; otherwise those that are. May hold patterns with `*`. */
  readonly names: ReadonlySet<string>;
}

const EVERYTHING: NameSet = { all: true, names: new Set() };

/** Whether a field is among the names. */
export function needs(set: NameSet, name: string): boolean {
  const listed = set.names.has(name) || [...set.names].some((one) => one.includes("*") && fits(one, name));
  return set.all ? !listed : listed;
}

function fits(pattern: string, name: string): boolean {
  return fieldPattern(pattern, { internal: true }).matches(name);
}

/**
 * Which fields are needed after each stage of a pipeline: read by a later stage, or part of the result. `output` says what
 * of the result is needed: everything, unless the pipeline is a subsearch of which its caller takes only some fields.
 */
export function liveAfter(pipeline: Pipeline, output: NameSet = EVERYTHING): ReadonlyMap<Stage, NameSet> {
  const live = new Map<Stage, NameSet>();
  let needed = output;
  for (const stage of pipeline.stages.toReversed()) {
    live.set(stage, needed);
    needed = liveBefore(stage, needed);
  }
  return live;
}

/** Commands after which only the fields that they name are left. */
const CLOSES: ReadonlySet<string> = new Set([
  "table",
  "stats",
  "chart",
  "timechart",
  "top",
  "rare",
  "tstats",
  "xyseries",
]);

function liveBefore(stage: Stage, after: NameSet): NameSet {
  const reads = readsOf(stage);
  if (reads === undefined || stage.status !== "known") return EVERYTHING;
  if (CLOSES.has(stage.command) || keepsOnly(stage)) return { all: false, names: reads };
  const written = writesOf(stage);
  return plus(minus(after, written), reads);
}

/** `fields a b` keeps what it names; `fields - a` does not. */
function keepsOnly(stage: Stage): boolean {
  if (stage.command !== "fields") return false;
  const { sign } = stage.args;
  return !(sign !== undefined && !("length" in sign) && "text" in sign && sign.text === "-");
}

/** The fields that a stage reads; undefined when it may read any. */
export function readsOf(stage: Stage): ReadonlySet<string> | undefined {
  if (READS_ALL.has(stage.command)) return undefined;
  const reads = new Set<string>();
  let any = false;
  const visit = (node: SplNode): void => {
    switch (node.kind) {
      case "field":
        any ||= isFilledIn(node.name);
        if (node.access === "read" || node.access === "group") reads.add(node.name);
        for (const part of node.template ?? []) if ("field" in part) reads.add(part.field);
        break;
      case "rename-pair":
        reads.add(node.from.name);
        break;
      case "field-expr":
        any ||= isFilledIn(node.name);
        reads.add(node.name);
        break;
      case "search-term":
        any ||= isFilledIn(node.value.text);
        reads.add("_raw");
        break;
      case "macro-call":
        any = true;
        break;
      case "subsearch":
        if (node.role === "template") any = true;
        return;
      default:
        break;
    }
    for (const child of children(node)) visit(child);
  };
  for (const part of stage.parts) visit(part);
  if (stage.command === "join" && !hasKeys(stage)) return undefined;
  if (READS_TIME.has(stage.command) || readsTime(stage)) reads.add("_time");
  if (stage.command === "rex" || stage.command === "spath" || stage.command === "regex") addSource(stage, reads);
  return any || stage.unexpected.length > 0 ? undefined : reads;
}

/** Commands that look at every field. */
const READS_ALL: ReadonlySet<string> = new Set([
  "foreach",
  "map",
  "transpose",
  "untable",
  "format",
  "return",
  "outputlookup",
  "outputcsv",
  "collect",
  "sendemail",
  "sendalert",
  "fieldsummary",
  "addtotals",
  "addcoltotals",
  "appendpipe",
  "transaction",
  "tojson",
]);

/** Commands that go by `_time` without naming it. */
const READS_TIME: ReadonlySet<string> = new Set(["timechart", "sitimechart", "makecontinuous", "transaction"]);

/** Aggregations and an option that go by `_time` without naming it. */
const BY_TIME = /^(?:earliest|latest|earliest_time|latest_time|rate|per_(?:second|minute|hour|day))$/;

function readsTime(stage: Stage): boolean {
  return stage.parts.some(
    (part) =>
      (part.kind === "aggregation" && BY_TIME.test(part.name)) ||
      (part.kind === "option" && part.name === "time_window"),
  );
}

/** Whether a join names its keys and leaves all other fields alone; with aliases it gives every field another name. */
function hasKeys(stage: Stage): boolean {
  return stage.parts.some(({ kind }) => kind === "field") && !stage.parts.some(({ kind }) => kind === "rename-pair");
}

/** Without `field=` or `input=` they read `_raw`. */
function addSource(stage: Stage, reads: Set<string>): void {
  const names = stage.parts.flatMap((part) => (part.kind === "option" ? [part] : []));
  const source = names.find((option) => option.name === "field" || option.name === "input");
  if (source === undefined) reads.add("_raw");
  else if (source.value.kind === "literal") reads.add(source.value.text);
  else if (source.value.kind === "field") reads.add(source.value.name);
}

/** The fields that a stage gives a new value in every row, so that older ones are not needed. */
function writesOf(stage: Stage): ReadonlySet<string> {
  const written = new Set<string>();
  if (stage.command === "eval") {
    for (const part of stage.parts) {
      if (part.kind === "assignment" && part.target.kind === "field" && part.target.template === undefined) {
        written.add(part.target.name);
      }
    }
  }
  if (stage.command === "rename") {
    for (const part of stage.parts) {
      if (part.kind === "rename-pair" && part.to.kind === "field" && !part.to.wildcard) written.add(part.to.name);
    }
  }
  return written;
}

function plus(set: NameSet, names: ReadonlySet<string>): NameSet {
  if (!set.all) return { all: false, names: new Set([...set.names, ...names]) };
  return { all: true, names: new Set([...set.names].filter((name) => !names.has(name))) };
}

function minus(set: NameSet, names: ReadonlySet<string>): NameSet {
  if (set.all) return { all: true, names: new Set([...set.names, ...names]) };
  return { all: false, names: new Set([...set.names].filter((name) => !names.has(name))) };
}

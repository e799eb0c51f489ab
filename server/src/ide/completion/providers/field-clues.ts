import type { FieldInfo } from "#events/field-set.ts";
import type { CompletionContext } from "../context.ts";
import { countsOf, evidenceAt, lift } from "../evidence.ts";
import { kinship, sameStart } from "../kinship.ts";
import type { Clues } from "../rating.ts";
import { subjectsOf } from "../situation.ts";
import { wordsAround } from "../words-around.ts";
import type { SourceFields } from "./source-fields.ts";

/** Calls whose argument is seldom the same field twice in one command. */
const ONCE = new Set(["values", "dc", "list", "latest", "earliest", "first", "last"]);
/** Clauses that list fields. */
const LISTING = new Set(["by", "over", "groupby", "output", "outputnew"]);
const LISTING_COMMANDS = new Set(["table", "fields", "dedup", "sort", "fillnull", "rename", "mvexpand", "return"]);
const MADE: ReadonlySet<string> = new Set(["eval", "rex", "aggregation", "lookup", "join", "rename", "command"]);

/** A name with what is known of it at its place. */
export interface Candidate {
  readonly name: string;
  /** How likely it is written there, as public use tells. */
  readonly likely: number;
  readonly info: FieldInfo | undefined;
  /** In which share of the admitted kinds of events it is; undefined when they are not known. */
  readonly share: number | undefined;
}

/** What speaks for a field at a place. The place is looked at once, then each field. */
export function fieldClues(context: CompletionContext, sources: SourceFields): (candidate: Candidate) => Clues {
  const { mentions, scan, behind, place, cursor, quoted } = context;
  const counted = countsOf(cursor.catalog.usage, [...evidenceAt(context), ...subjectsOf(context)]);
  const scene = sceneOf(context);
  const around = wordsAround(context);
  const previous = scan.previous[0] ?? "";
  const behindPrevious = previous === "" ? NONE : mentions.behind(previous);
  const beforeNext = behind.next === "" ? NONE : mentions.inFrontOf(behind.next);
  const sorted = isSorted(scan.previous);
  // Where the search ends nothing is known of what follows; elsewhere the name stands alone or is called.
  const isLast = context.follows.trim() === "";
  const calling = behind.args !== undefined ? 1 : 0;
  const compared = COMPARED.test(behind.sign) ? 1 : 0;
  return ({ name, likely, info, share }) => {
    const made = info !== undefined && MADE.has(info.provenance.kind);
    const before = mentions.before.has(name);
    const clues: Record<string, number> = {
      is: 1,
      usual: Math.log(likely),
      before: before ? 1 : 0,
      after: mentions.after.has(name) ? 1 : 0,
      [PLAIN.test(name) ? "elsewhere, as a word" : "elsewhere"]: mentions.elsewhere.has(name) ? 1 : 0,
      family: scene.families.has(familyOf(name)) ? 1 : 0,
      later: around.later.has(name) ? 1 : 0,
      "later only": around.later.has(name) && !before ? 1 : 0,
      needed: around.needed.has(name) ? 1 : 0,
      shown: mentions.shown.has(name) ? 1 : 0,
      lately: around.lately(name),
      often: Math.log(1 + around.times(name)),
      "behind previous": behindPrevious.has(name) ? 1 : 0,
      "before next": beforeNext.has(name) ? 1 : 0,
      "alias kin": kinship(name, behind.alias),
      "assigned kin": kinship(name, scan.assigned),
      "previous kin": sameStart(name, previous),
      "next kin": sameStart(name, behind.next),
      call: calling,
      bare: calling === 0 && !isLast ? 1 : 0,
      unknown: info?.provenance.kind === "unknown" ? 1 : 0,
      "in source": sources.share(name),
      "shown of source": sources.shown(name),
    };
    if (place === "search") clues[compared === 1 ? "compared" : "alone"] = 1;
    if (quoted) clues.quoted = 1;
    if (isLast) {
      clues["is last"] = 1;
      clues["usual, last"] = Math.log(likely);
    }
    for (const [evidence, counts] of counted) clues[evidence] = lift(counts, name, likely);
    if (scene.listing) {
      clues.listed = scan.listed.has(name) ? 1 : 0;
      clues["listed behind"] = behind.listed.has(name) ? 1 : 0;
      if (sorted) clues.sorted = name > previous && (behind.next === "" || name < behind.next) ? 1 : 0;
    }
    if (made) {
      clues.made = 1;
      clues.recent = 1 / (1 + scene.stagesSince(info.provenance.span?.end));
      clues.unread = around.times(name) > 1 ? 0 : 1;
      clues["unread, last made"] = around.times(name) > 1 ? 0 : clues.recent;
    }
    if (share !== undefined) clues.share = Math.log(share + 0.02);
    if (scene.numeric && info?.type === "number") clues.number = 1;
    return clues;
  };
}

const NONE: ReadonlySet<string> = new Set();

/** A name that may be a word of a sentence. */
const PLAIN = /^[A-Z]?[a-z]+$/;

const COMPARED = /^(?:==?|!=|[<>]=?|in|like)$/;

interface Scene {
  /** The place is one of a list that names a field once. */
  readonly listing: boolean;
  /** A number is compared with. */
  readonly numeric: boolean;
  /** What the names of the search, beside the one at hand, begin with. */
  readonly families: ReadonlySet<string>;
  /** How many commands ago a field was made. */
  stagesSince(made: number | undefined): number;
}

function sceneOf({ scan, stage, behind, cursor, span, mentions }: CompletionContext): Scene {
  const call = scan.calls.at(-1);
  const text = cursor.analytic.expanded.text.slice(0, span.start);
  const pipes = [...text.matchAll(/\|/g)].map(({ index }) => index);
  return {
    listing:
      call === undefined ? LISTING.has(scan.clause) || LISTING_COMMANDS.has(stage?.command ?? "") : ONCE.has(call),
    numeric: /^[<>]/.test(behind.sign) || /^[<>]/.test(scan.last[0]) || /^"?-?\d+(?:\.\d+)?"?$/.test(behind.value),
    families: new Set([...mentions.before, ...mentions.after].map(familyOf).filter((family) => family !== "")),
    stagesSince: (made) => (made === undefined ? pipes.length : pipes.filter((pipe) => pipe >= made).length),
  };
}

/** What a name begins with, up to its first dot or underscore; "" without one. */
function familyOf(name: string): string {
  return name.slice(0, Math.max(0, name.search(/(?<=.)[._]/)));
}

/** Whether the names before the place, at least two, stand in alphabetical order. */
function isSorted([last, ...before]: readonly string[]): boolean {
  const near = [last, ...before].slice(0, 4);
  return near.length > 1 && near.every((name, i) => i === 0 || (name ?? "") <= (near[i - 1] ?? ""));
}

import type { EmbeddedText } from "#base/embedded-text.ts";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { ReadYaml } from "#syntax/yaml/reread.ts";

/** The shapes of file that hold analytics. */
export type RuleFormat = "markdown" | "spl" | "security-content" | "rulehound" | "savedsearches" | "sigma" | "other";

/** A text of the host file with its place: the decoded value and the span of its source form. */
export interface Located<T = string> {
  readonly value: T;
  readonly span: Span;
}

/** The executable logic inside a detection. */
export interface Analytic {
  /** Unique in its file and stable while other analytics are edited: a slug of its title, numbered when titles repeat. */
  readonly id: string;
  /** Title for lenses, symbols and reports. */
  readonly name: string;
  /** Where the title stands, if it is written anywhere. */
  readonly nameSpan: Span | undefined;
  /** `spl`: the query is a search. `signature`: it is the YAML of `signatures:` and `condition:`. */
  readonly language: "spl" | "signature";
  readonly query: EmbeddedText;
  /** The host span of the query's source form (the scalar, the fence's content, the whole file). */
  readonly span: Span;
  /** Samples that this analytic names, as written (paths relative to the rule file, globs allowed). */
  readonly samples: readonly SampleRef[];
}

/** A sample that a rule names, optionally with what Splunk would know of its input. */
export interface SampleRef {
  readonly path: Located;
  readonly sourcetype?: string;
  readonly source?: string;
  readonly host?: string;
  readonly index?: string;
}

/** One test of a rule: what an analytic must give on a sample. The raw mapping is kept for the engine's `expectations`. */
export interface RuleTest {
  readonly name: Located;
  /** Id of the analytic; undefined when the test names none or one that does not exist. */
  readonly analytic: string | undefined;
  readonly samples: readonly SampleRef[];
  /** Events written into the test itself, plain JSON objects; undefined when it names samples or the file's are meant. */
  readonly events?: readonly unknown[];
  /** The decoded `expect:` value (or security_content's equivalents), plain JSON data. */
  readonly expect: unknown;
  readonly span: Span;
}

/** What the file says about its detection. Keys a format does not have are undefined. */
export interface RuleMetadata {
  readonly name: Located | undefined;
  readonly id: Located | undefined;
  readonly status: Located | undefined;
  readonly description: Located | undefined;
  readonly date: Located | undefined;
  readonly techniques: readonly Located[];
  readonly tactics: readonly Located[];
  readonly dataComponents: readonly Located[];
  readonly references: readonly Located[];
}

/** A file that states one or more detections. Every span is in the file's own text. */
export interface RuleFile {
  readonly format: RuleFormat;
  readonly metadata: RuleMetadata;
  readonly analytics: readonly Analytic[];
  readonly tests: readonly RuleTest[];
  /** Problems of the container: broken fences, YAML errors, wrong keys and values. */
  readonly problems: readonly Problem[];
  /** The YAML that it was read from. */
  readonly yaml?: ReadYaml;
}

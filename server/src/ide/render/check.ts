import type { CheckDefinition, CheckFacts } from "#checks/define.ts";
import type { RuleCheckDefinition, RuleExample } from "#checks/define-rule-check.ts";

/** The page of a check in Markdown: what it reports, why, examples with their fixes, how to silence it. */
export function checkPage(check: CheckDefinition | RuleCheckDefinition): string {
  const examples = "on" in check ? searchExamples(check) : ruleExamples(check);
  return `${[
    `# ${check.id}`,
    check.summary,
    `Severity: ${check.severity}. Grade: ${check.grade}. Preset: ${check.preset}.`,
    "## Why",
    check.why,
    "## Reported",
    ...examples.bad,
    "## Not reported",
    ...examples.good,
    "## Silence it",
    silence(check),
  ].join("\n\n")}\n`;
}

/** Where the page of a check is read. */
export function checkPageUrl(id: string): string {
  return `https://github.com/rulehound/rulehound/blob/main/docs/checks/${id}.md`;
}

interface Examples {
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

function searchExamples({ examples }: CheckDefinition): Examples {
  return {
    bad: examples.bad.map(({ spl, fixed, doc }) => badExample(spl, fixed, doc, fence)),
    good: examples.good.map((spl) => fence(spl)),
  };
}

function ruleExamples({ examples }: RuleCheckDefinition): Examples {
  const show = (example: RuleExample) => (text: string) =>
    `${setting(example)}${fence(text, languageOf(example.file))}`;
  return {
    bad: examples.bad.map((example) => badExample(example.text, example.fixed, example.doc, show(example))),
    good: examples.good.map((example) => show(example)(example.text)),
  };
}

/** What is known around an example, as far as it matters. */
function setting({ file, today, sameId, samples }: RuleExample): string {
  const facts = [
    ...(today === undefined ? [] : [`looked at on ${today}`]),
    ...(sameId ?? []).map((other) => `${other} has the same id`),
    ...Object.entries(samples ?? {}).map(([path, state]) => `${path} is ${state}`),
  ];
  return `\`${file}\`${facts.length === 0 ? "" : `, ${facts.join("; ")}`}:\n\n`;
}

function badExample(
  text: string,
  fixed: string | undefined,
  doc: string | undefined,
  show: (text: string) => string,
): string {
  const fragment = /«([^»]*)»/s.exec(text)?.[1];
  return [
    doc ?? "",
    show(text.replace(/[«»]/g, "")),
    fragment === undefined ? "" : `Reported at \`${fragment.replaceAll("`", "ˋ")}\`.`,
    fixed === undefined ? "" : `After the fix:\n\n${show(fixed)}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function languageOf(file: string): string {
  if (file.endsWith(".md")) return "markdown";
  if (file.endsWith(".spl")) return "spl";
  return file.endsWith(".conf") ? "ini" : "yaml";
}

function fence(text: string, language = "spl"): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const mark = "`".repeat(language === "spl" ? 3 : longest + 1);
  return `${mark}${language}\n${text.replace(/\n$/, "")}\n${mark}`;
}

function silence({ id, ...check }: CheckFacts): string {
  const name = id.slice(id.indexOf("/") + 1);
  const search = `In one search: the comment ${`\`\` \`\`\`spl-ignore ${name}: reason\`\`\` \`\``}.`;
  const file = `In one file, for what stands outside its searches: the comment \`# rulehound-ignore ${name}: reason\` (YAML, .conf) or \`<!-- rulehound-ignore ${name}: reason -->\` (Markdown).`;
  const everywhere = `Everywhere: the setting \`"rulehound.checks.severity": {"${id}": "off"}\`.`;
  return "on" in check ? `${search} ${everywhere}` : `${file} ${search} ${everywhere}`;
}

/** Commands that no other pipeline language of the trade has, so that one of them settles the question. */
const SPL_ONLY =
  /\|\s*(?:stats|tstats|eventstats|streamstats|eval|timechart|rex|dedup|table|fillnull|mvexpand|spath)\b/;

/** Ways in which a search begins: terms on the index or source, a generating command, a macro before anything else. */
const STARTS: readonly RegExp[] = [
  /^\(*\s*(?:index|sourcetype|source|eventtype)\s*(?:!?=|\s+IN\s*\()/i,
  /^search\s+\(*\s*(?:[\w.:{}-]+\s*(?:!?=|[<>]=?|\s+IN\s*\()|".*"|NOT\b|\*|`)/i,
  /^\|\s*(?:tstats|from\s+(?:datamodel|inputlookup|savedsearch)\b|inputlookup|makeresults|metadata\s+type|mstats|datamodel|metasearch|loadjob|savedsearch|multisearch|dbxquery|gentimes|rest\s+\/)/i,
  /^`[a-z_][\w.-]*(?:\([^`]*\))?`\s*(?:$|\||[\w.]+\s*=|\()/i,
];

/**
 * Whether a text looks like a Splunk search. Conservative: prose, shell pipes and the query languages of other products
 * are not taken for one; a bare keyword search is not recognised.
 */
export function looksLikeSpl(code: string): boolean {
  const text = code.trimStart().slice(0, 4000);
  if (STARTS.some((start) => start.test(text))) return true;
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  return /^\(*\s*(?:NOT\s+)?[\w.:{}-]+\s*!?=\s*\S/.test(firstLine) && SPL_ONLY.test(text);
}

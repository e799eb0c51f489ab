/**
 * TextMate grammars. Structure is written here; the words (commands, functions, aggregations, options) come from the
 * definitions, so that a new command is coloured without a change of this file.
 */

const words = (list) =>
  [...new Set(list)]
    .sort()
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");

/** The grammar of an SPL text. */
export function splGrammar({ commands, functions, aggregations, options }) {
  return {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "SPL",
    scopeName: "source.spl",
    patterns: [{ include: "#pipeline" }],
    repository: {
      pipeline: {
        patterns: [
          { include: "#comment" },
          { include: "#macro" },
          { include: "#string" },
          { include: "#subsearch" },
          { include: "#stage" },
          { include: "#time" },
          { include: "#option" },
          { include: "#clause" },
          { include: "#function" },
          { include: "#boolean" },
          { include: "#comparison" },
          { include: "#number" },
          { include: "#single-quoted" },
          { include: "#operator" },
        ],
      },
      comment: { name: "comment.block.spl", begin: "```", end: "```" },
      macro: {
        name: "meta.macro.spl",
        begin: "(?<!`)`(?!`)",
        end: "`",
        beginCaptures: { 0: { name: "punctuation.definition.macro.begin.spl" } },
        endCaptures: { 0: { name: "punctuation.definition.macro.end.spl" } },
        patterns: [{ name: "entity.name.function.macro.spl", match: "(?<=`)[\\w-]+" }, { include: "#string" }],
      },
      string: {
        name: "string.quoted.double.spl",
        begin: '"',
        end: '"',
        patterns: [
          { name: "constant.character.escape.spl", match: "\\\\." },
          { name: "keyword.operator.wildcard.spl", match: "\\*" },
        ],
      },
      subsearch: {
        begin: "\\[",
        end: "\\]",
        beginCaptures: { 0: { name: "punctuation.section.subsearch.begin.spl" } },
        endCaptures: { 0: { name: "punctuation.section.subsearch.end.spl" } },
        patterns: [
          {
            match: `(?i)(?<=\\[)\\s*(${words(commands)})\\b(?!\\s*=)`,
            captures: { 1: { name: "keyword.control.command.spl" } },
          },
          { include: "#pipeline" },
        ],
      },
      stage: {
        match: `(?i)(\\|)\\s*(?:(${words(commands)})\\b|([A-Za-z_]\\w*)\\b)?`,
        captures: {
          1: { name: "punctuation.separator.pipe.spl" },
          2: { name: "keyword.control.command.spl" },
          3: { name: "invalid.illegal.command.spl" },
        },
      },
      time: {
        match: "(?i)\\b(earliest|latest|_index_earliest|_index_latest)\\s*=\\s*([-+@\\w]+)",
        captures: { 1: { name: "variable.language.time.spl" }, 2: { name: "constant.other.time.spl" } },
      },
      option: { match: `(?i)\\b(${words(options)})(?=\\s*=)`, name: "variable.parameter.option.spl" },
      clause: {
        match: "(?i)\\b(by|as|over|output|outputnew|from|where|groupby|with)\\b",
        name: "keyword.other.clause.spl",
      },
      boolean: {
        match: "\\b(AND|OR|NOT|XOR|IN|LIKE|TERM|CASE|and|or|not|xor|in|like)\\b",
        name: "keyword.operator.logical.spl",
      },
      function: {
        match: `(?i)\\b(${words([...functions, ...aggregations].filter((word) => word !== "in"))}|(?:exact|upper)?p(?:erc)?\\d+(?:\\.\\d+)?)(?=\\s*\\()`,
        name: "support.function.spl",
      },
      comparison: {
        match: "([\\w.:{}@-]+)\\s*(==|!=|<=|>=|=|<|>)",
        captures: { 1: { name: "variable.other.field.spl" }, 2: { name: "keyword.operator.comparison.spl" } },
      },
      "single-quoted": { match: "'[^']*'", name: "variable.other.field.quoted.spl" },
      number: { match: "(?<![\\w.])-?\\d+(?:\\.\\d+)?\\b", name: "constant.numeric.spl" },
      operator: { match: "[-+*/%.<>=!]", name: "keyword.operator.spl" },
    },
  };
}

/** SPL in Markdown fences that name it. */
export function markdownInjection() {
  return {
    scopeName: "markdown.spl.codeblock",
    injectionSelector: "L:text.html.markdown",
    patterns: [
      {
        name: "markup.fenced_code.block.markdown",
        begin: "(^|\\G)(\\s*)(`{3,}|~{3,})\\s*(?i:(spl|splunk))\\b([^`]*)$",
        end: "(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$",
        beginCaptures: {
          3: { name: "punctuation.definition.markdown" },
          4: { name: "fenced_code.block.language" },
        },
        endCaptures: { 3: { name: "punctuation.definition.markdown" } },
        patterns: [
          {
            contentName: "meta.embedded.block.spl",
            begin: "(^|\\G)",
            while: "(^|\\G)(?!\\s*([`~]{3,})\\s*$)",
            patterns: [{ include: "source.spl" }],
          },
        ],
      },
    ],
  };
}

/** SPL in the scalars of rule files: `search:` of content YAML, `query:` of Rulehound's rule files. */
export function yamlInjection() {
  const inside = { contentName: "meta.embedded.block.spl", patterns: [{ include: "source.spl" }] };
  const block = (dash, indent) => ({
    begin: `^(\\s*)${dash}(search|query)(:)\\s*([|>][-+0-9]*)\\s*(?:#.*)?$`,
    beginCaptures: {
      2: { name: "entity.name.tag.yaml" },
      3: { name: "punctuation.separator.key-value.mapping.yaml" },
      4: { name: "keyword.control.flow.block-scalar.yaml" },
    },
    while: `^(?:${indent}|\\s*$)`,
    ...inside,
  });
  return {
    scopeName: "yaml.spl.scalar",
    injectionSelector: "L:source.yaml",
    patterns: [
      block("", "\\1 +"),
      // The keys of a list's item stand two columns behind its dash.
      block("- ", "\\1 {3,}"),
      {
        begin: "^\\s*(?:- )?(search|query)(:)\\s*(')",
        end: "(')(?!')",
        beginCaptures: {
          1: { name: "entity.name.tag.yaml" },
          2: { name: "punctuation.separator.key-value.mapping.yaml" },
          3: { name: "string.quoted.single.yaml" },
        },
        endCaptures: { 1: { name: "string.quoted.single.yaml" } },
        ...inside,
      },
    ],
  };
}

/** SPL behind `search =` in Splunk's .conf files, continuation lines included. */
export function confInjection() {
  return {
    name: "Splunk configuration",
    scopeName: "source.splunk-conf",
    patterns: [
      { name: "comment.line.number-sign.conf", match: "^\\s*#.*$" },
      { name: "entity.name.section.conf", match: "^\\[.*\\]\\s*$" },
      {
        begin: "^(search)\\s*(=)",
        end: "(?<![\\\\\\n])$",
        beginCaptures: { 1: { name: "variable.parameter.conf" }, 2: { name: "keyword.operator.assignment.conf" } },
        contentName: "meta.embedded.block.spl",
        patterns: [{ name: "punctuation.separator.continuation.conf", match: "\\\\$" }, { include: "source.spl" }],
      },
      {
        match: "^([\\w.:-]+)\\s*(=)",
        captures: { 1: { name: "variable.parameter.conf" }, 2: { name: "keyword.operator.assignment.conf" } },
      },
    ],
  };
}

// `npm run generate`: writes what is made from code. With `--check` it writes nothing and fails when a file is out of date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, type Options } from "prettier";
import { allRules } from "../core/src/rules/index.ts";
import type { RuleInfo } from "../core/src/index.ts";
import { SYNTAX_ERROR } from "../sdk/src/cli/syntaxErrors.ts";
import { USER_RULE_FAILED } from "../sdk/src/userRules/toDiagnostics.ts";
import { signaturesModule } from "./signatures.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCheck = process.argv.includes("--check");

interface Generated {
  readonly text: string;
  readonly format: Options;
}

const generated: Readonly<Record<string, Generated>> = {
  "docs/diagnostics.md": {
    text: diagnosticsPage([...allRules, SYNTAX_ERROR, USER_RULE_FAILED]),
    format: { parser: "markdown", printWidth: 110 },
  },
  "core/src/features/signatures.ts": {
    text: signaturesModule(root),
    format: { parser: "typescript", printWidth: 110 },
  },
};

for (const [path, source] of Object.entries(generated)) {
  const text = await format(source.text, source.format);
  const current = existsSync(root + path) ? readFileSync(root + path, "utf8") : "";
  if (text === current) continue;
  if (isCheck) {
    console.error(`${path} is out of date: npm run generate`);
    process.exitCode = 1;
  } else {
    writeFileSync(root + path, text);
    console.log(`wrote ${path}`);
  }
}

function diagnosticsPage(rules: readonly RuleInfo[]): string {
  const rows = rules.map(({ code, defaultSeverity, doc }) => {
    const summary = /^.*?\.(?=\s)/su.exec(doc)?.[0].replaceAll("\n", " ") ?? doc;
    return `| [\`${code}\`](#${code}) | ${defaultSeverity} | ${summary} |`;
  });
  const sections = rules.map(
    ({ code, defaultSeverity, doc }) => `## ${code}\n\nDefault severity: ${defaultSeverity}\n\n${doc}\n`,
  );
  return `<!-- Made by npm run generate from core/src/rules. -->

# Diagnostics

The same findings in the Problems panel and in \`strataline check\`, made without running your code.

Each has a severity, set in \`strataline.config.ts\`:

\`\`\`ts
export default defineConfig({
  layers: medallion(),
  rules: { "skipped-layer": "off", "no-check-in-layer": "error" }, // off, hint, information, warning, error
});
\`\`\`

A comment on the line, or on the line above, suppresses one finding: \`// strataline-ignore skipped-layer: raw history is needed here\`.

Findings that a project cannot mend now are adopted by \`strataline check --update-baseline\`: it writes \`strataline.baseline.json\`,
whose findings are shown neither here nor there, while new ones are.

| code | default | what |
| --- | --- | --- |
${rows.join("\n")}

${sections.join("\n")}`;
}

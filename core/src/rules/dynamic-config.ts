// A part of the config that cannot be read without running it.
import type { Finding, ProjectRule } from "./model.ts";

export const dynamicConfig: ProjectRule = {
  code: "dynamic-config",
  scope: "project",
  defaultSeverity: "warning",
  doc: `A part of the config cannot be read without running it; the editor and \`strataline check\` go on with its default.

\`\`\`ts
assets: globsFromEnvironment(), // ✗ only known when the code runs
assets: ["assets/**/*.ts"], // ✓
\`\`\``,

  *check({ linked: { config } }): Iterable<Finding> {
    for (const { site, reason } of config.unresolved) {
      yield {
        message: `This cannot be known without running the config, because ${reason}. The default is used; write it as a literal.`,
        site,
        about: reason,
      };
    }
  },
};

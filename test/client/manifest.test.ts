// The manifest says the same as the code: commands, settings, files.
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: string[] };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly grammars: readonly { readonly path: string; readonly scopeName: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly media: { readonly markdown: string };
        readonly completionEvents?: readonly string[];
      }[];
    }[];
  };
}

interface Setting {
  readonly scope: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const { contributes } = manifest;
const declared = contributes.commands.map(({ command }) => command);
const commandsSource = ["commands", "assetCommands"]
  .map((name) => readFileSync(`client/src/${name}.ts`, "utf8"))
  .join("\n");

test("every declared command is registered, and every registered one declared", () => {
  const registered = [...commandsSource.matchAll(/register\(\s*"(\w+)"/g)].map(
    ([, name]) => `strataline.${name ?? ""}`,
  );
  // For the server's lens only: it takes locations.
  const hidden = ["strataline.peekDownstream"];
  expect(registered.toSorted()).toEqual([...declared, ...hidden].toSorted());
});

test("menus, keys and the walkthrough name commands that exist", () => {
  const events = contributes.walkthroughs.flatMap(({ steps }) =>
    steps.flatMap(({ completionEvents }) => completionEvents ?? []),
  );
  const named = [
    ...Object.values(contributes.menus).flat(),
    ...contributes.keybindings,
    ...events
      .filter((event) => event.startsWith("onCommand:"))
      .map((event) => ({ command: event.slice("onCommand:".length) })),
  ];
  expect(named.map(({ command }) => command).filter((command) => !declared.includes(command))).toEqual([]);
});

test("every file it names is there", () => {
  const files = [
    manifest.icon,
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
  ];
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test("every setting is described; a path that is executed cannot be set by a workspace", () => {
  for (const { description, markdownDescription } of Object.values(contributes.configuration.properties)) {
    expect(description ?? markdownDescription).toMatch(/\.$/);
  }
  expect(contributes.configuration.properties["strataline.nodePath"]?.scope).toBe("machine");
});

test("an untrusted workspace keeps what only reads", () => {
  const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  expect(supported).toBe("limited");
  expect(restrictedConfigurations.filter((name) => !(name in contributes.configuration.properties))).toEqual(
    [],
  );
});

// All files → one LinkedProject: finds the project's files, their declarations, gives each its identity, reads its options.
import type { FileShape } from "../syntax/facts.ts";
import { collectDeclarations, type Found } from "./collect.ts";
import { readConfig } from "./config.ts";
import {
  defineNode,
  defineSchedule,
  isKey,
  readKey,
  type Identified,
  type IdentityOf,
} from "./definitions.ts";
import { Evaluator } from "./evaluate.ts";
import { createMatcher } from "./glob.ts";
import type { LinkedDefinition, LinkedProject, LinkedSchedule } from "./linked.ts";
import { createModuleResolver, type FileProbe, type ModuleResolver } from "./modules.ts";

export interface World extends FileProbe {
  listPaths(): Iterable<string>;
  shape(path: string): FileShape | undefined;
}

export interface Linking {
  readonly linked: LinkedProject;
  /** Asset files and everything local they import, sorted. */
  readonly paths: readonly string[];
  readonly modules: ModuleResolver;
  readonly evaluator: Evaluator;
}

export function link(world: World): Linking {
  const modules = createModuleResolver(world);
  const evaluator = new Evaluator(world, modules);
  const config = readConfig(evaluator, (path) => world.exists(path));
  const paths = findFiles(world, modules, config.assets);
  const found = paths.flatMap((path) => {
    const shape = world.shape(path);
    return shape ? collectDeclarations(evaluator, path, shape) : [];
  });
  const identified = identify(evaluator, found);
  const byCall = new Map(identified.map((one) => [one.declaration.call, one]));
  const identityOf: IdentityOf = ({ call }) => byCall.get(call);
  const files = new Map<string, { definitions: LinkedDefinition[]; schedules: LinkedSchedule[] }>();
  for (const one of identified) {
    const { kind, path } = one.declaration;
    const file = files.get(path) ?? { definitions: [], schedules: [] };
    files.set(path, file);
    if (kind === "schedule") file.schedules.push(defineSchedule(one, evaluator, identityOf));
    else file.definitions.push(defineNode(evaluator, one, kind, identityOf));
  }
  const linked: LinkedProject = {
    config,
    files,
    definitions: [...files.values()].flatMap(({ definitions }) => definitions),
    schedules: [...files.values()].flatMap(({ schedules }) => schedules),
  };
  return { linked, paths, modules, evaluator };
}

/** Files the `assets` patterns choose, and what they import. */
function findFiles(world: World, modules: ModuleResolver, patterns: readonly string[]): readonly string[] {
  const matches = createMatcher(patterns);
  const paths = new Set<string>();
  const queue = [...world.listPaths()].filter((path) => matches(path) && isSource(path));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const shape = paths.has(path) ? undefined : world.shape(path);
    if (!shape) continue;
    paths.add(path);
    const specifiers = new Set<string>();
    for (const { specifier, typeOnly } of shape.imports) if (!typeOnly) specifiers.add(specifier);
    for (const { from } of shape.exports) if (from !== undefined) specifiers.add(from);
    for (const specifier of specifiers) {
      const target = modules.resolve(path, specifier);
      if (target.k === "file" && isSource(target.path)) queue.push(target.path);
    }
  }
  return [...paths].sort();
}

function isSource(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path);
}

/** Evaluates the keys; declarations without one get a name of their own, unique in the project. */
function identify(evaluator: Evaluator, found: readonly Found[]): Identified[] {
  const used = new Map<string, number>();
  return found.map((one) => {
    const key = readKey(evaluator, one);
    if (isKey(key)) return { ...one, key, id: key.key };
    const name = `?${one.declaration.path}#${one.name ?? one.declaration.kind}`;
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return { ...one, key, id: count === 1 ? name : `${name}:${count}` };
  });
}

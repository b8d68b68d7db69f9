// The requests that lead somewhere: definitions, references, hierarchies, symbols and links, each on the text as it is now.
import type { Location as LspLocation, WorkspaceSymbol } from "vscode-languageserver";
import type { HierarchyLink, Location, Reference } from "@strataline/core";
import {
  referencesRequest,
  type AssetAtParams,
  type KeysParams,
  type ReferencesParams,
  type ReferencesResult,
} from "@strataline/protocol";
import { uriOf } from "./paths.ts";
import type { OpenProject, Projects, View } from "./projects.ts";
import type { Session } from "./server.ts";
import { findSourceFile } from "./sourceFiles.ts";
import * as toLsp from "./toLsp.ts";
import { hierarchyItem, highlight, referencePlace, workspaceSymbol } from "./toLspNavigation.ts";
import type { HierarchyData, SymbolData } from "./toLspNavigation.ts";
import { createViews } from "./views.ts";

export function answerNavigationRequests(session: Session): void {
  const { connection, guard, projects } = session;
  const { contextOf, atOwn } = createViews(guard, projects);
  const isAny = (found: readonly unknown[]): boolean => found.length > 0;
  const locations = (find: (view: View, place: number) => readonly Location[]) =>
    atOwn<Parameters<Parameters<typeof connection.onDefinition>[0]>[0], LspLocation[]>(
      [],
      (view, place) => find(view, place).map((found) => toLsp.location(contextOf(view), found)),
      isAny,
    );
  connection.onDefinition(locations(({ snapshot, path }, place) => snapshot.definition(path, place)));
  connection.onDeclaration(locations(({ snapshot, path }, place) => snapshot.declaration(path, place)));
  connection.onTypeDefinition(locations(({ snapshot, path }, place) => snapshot.typeDefinition(path, place)));
  connection.onImplementation(locations(({ snapshot, path }, place) => snapshot.implementation(path, place)));
  connection.onDocumentHighlight(
    atOwn(
      [],
      (view, place) => view.snapshot.highlights(view.path, place).map((found) => highlight(view, found)),
      isAny,
    ),
  );
  answerReferences(session);
  answerHierarchies(session);
  answerWorkspaceSymbols(session);
  answerLinks(session);
}

function answerReferences({ connection, guard, projects }: Session): void {
  const { contextOf, at } = createViews(guard, projects);
  connection.onReferences(
    at([], (view, place, { context }) => {
      const found = view.snapshot.references(view.path, place, context.includeDeclaration);
      return distinctPlaces(found).map((one) => toLsp.location(contextOf(view), one));
    }),
  );
  connection.onRequest(
    referencesRequest,
    guard.request<ReferencesParams, ReferencesResult | null>(null, (params) => {
      const asked = "uri" in params ? askedAt(projects, params) : askedFor(projects, params);
      if (asked === null) return null;
      const { project, keys } = asked;
      const context = { projects, project, snapshot: project.snapshot() };
      const found = context.snapshot.referencesOf(keys);
      const groups = [...new Set(found.map(({ kind }) => kind))].map((kind) => ({
        kind,
        references: found.filter((one) => one.kind === kind).map((one) => referencePlace(context, one)),
      }));
      return { root: project.info.root, keys, groups };
    }),
  );
}

interface Asked {
  readonly project: OpenProject;
  readonly keys: readonly string[];
}

/** The key at the place, else the asset around it. */
function askedAt(projects: Projects, { uri, line, character }: AssetAtParams): Asked | null {
  const view = projects.view(uri);
  if (view === undefined) return null;
  const offset = view.lines.offset({ line, character });
  const keys = view.snapshot.keysAt(view.path, offset);
  const around = view.snapshot.assetAt(view.path, offset);
  if (keys.length === 0 && around === undefined) return null;
  return { project: view.project, keys: keys.length > 0 || around === undefined ? keys : [around] };
}

function askedFor(projects: Projects, { root, keys }: KeysParams): Asked | null {
  const project = projects.byRoot(root);
  return project === undefined ? null : { project, keys };
}

/** A place that several assets share by a loop or a factory is one place in a list of places. */
function distinctPlaces(references: readonly Reference[]): readonly Reference[] {
  return [...new Map(references.map((one) => [`${one.span.start} ${one.path}`, one])).values()];
}

/** Incoming calls and subtypes are who reads an asset; outgoing calls and supertypes what it reads. */
function answerHierarchies({ connection, editor, guard, projects }: Session): void {
  const { contextOf, at } = createViews(guard, projects);
  const { callHierarchy, typeHierarchy } = connection.languages;
  const prepare = at(null, (view: View, place) => {
    const items = view.snapshot.hierarchyAt(view.path, place);
    return items.length === 0 ? null : items.map((item) => hierarchyItem(contextOf(view), item));
  });
  interface Step {
    readonly item: { readonly data?: unknown };
  }
  const step = <R>(
    find: (key: string, context: toLsp.Context) => readonly HierarchyLink[],
    answer: (context: toLsp.Context, link: HierarchyLink, key: string) => R,
  ) =>
    guard.request<Step, R[]>([], ({ item }) => {
      const { root, key } = item.data as HierarchyData;
      const project = projects.byRoot(root);
      if (project === undefined) return [];
      const context = { projects, project, snapshot: project.snapshot() };
      return find(key, context).map((link) => answer(context, link, key));
    });
  const consumers = (key: string, { snapshot }: toLsp.Context) => snapshot.consumers(key);
  const upstreams = (key: string, { snapshot }: toLsp.Context) => snapshot.upstreams(key);
  const itemOnly = (context: toLsp.Context, { item }: HierarchyLink) => hierarchyItem(context, item);
  typeHierarchy.onPrepare(prepare);
  typeHierarchy.onSubtypes(step(consumers, itemOnly));
  typeHierarchy.onSupertypes(step(upstreams, itemOnly));
  if (!editor.wantsCallHierarchy) return;
  callHierarchy.onPrepare(prepare);
  callHierarchy.onIncomingCalls(
    step(consumers, (context, { item, places }) => {
      const lines = context.snapshot.lines(item.location.path);
      return { from: hierarchyItem(context, item), fromRanges: places.map((place) => lines.range(place)) };
    }),
  );
  callHierarchy.onOutgoingCalls(
    step(upstreams, (context, { item, places }, key) => {
      const reader = context.snapshot.locate(key)?.full.path ?? item.location.path;
      const lines = context.snapshot.lines(reader);
      return { to: hierarchyItem(context, item), fromRanges: places.map((place) => lines.range(place)) };
    }),
  );
}

function answerWorkspaceSymbols({ connection, editor, guard, projects }: Session): void {
  connection.onWorkspaceSymbol(
    guard.request([], ({ query }) =>
      projects.all().flatMap((project) => {
        const context = { projects, project, snapshot: project.snapshot() };
        return context.snapshot
          .workspaceSymbols(query)
          .map((symbol) => workspaceSymbol(context, symbol, editor.resolvesSymbols));
      }),
    ),
  );
  connection.onWorkspaceSymbolResolve((symbol, token) => {
    const resolve = guard.request<WorkspaceSymbol, WorkspaceSymbol>(symbol, (asked) => {
      const { root, key, at } = asked.data as SymbolData;
      const project = projects.byRoot(root);
      const place = project?.snapshot().symbolPlace({ key, at }) ?? null;
      if (project === undefined || place === null) return asked;
      const context = { projects, project, snapshot: project.snapshot() };
      return { ...asked, location: toLsp.location(context, place) };
    });
    return resolve(symbol, token);
  });
}

interface LinkData {
  readonly root: string;
  readonly file: string;
}

function answerLinks({ connection, guard, projects }: Session): void {
  const { inOwnView } = createViews(guard, projects);
  connection.onDocumentLinks(
    inOwnView([], ({ snapshot, path, lines, project }) =>
      snapshot
        .links(path)
        .filter(({ file }) => findSourceFile(project.root, file) !== null)
        .map(({ span, file }) => ({
          range: lines.range(span),
          data: { root: project.info.root, file } satisfies LinkData,
        })),
    ),
  );
  connection.onDocumentLinkResolve((link) => {
    const { root, file } = link.data as LinkData;
    const project = projects.byRoot(root);
    const found = project === undefined ? null : findSourceFile(project.root, file);
    return found === null ? link : { ...link, target: uriOf(found) };
  });
}

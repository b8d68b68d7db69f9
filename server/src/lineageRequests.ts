// Our own requests (protocol/src/lsp.ts): the graph and what the lineage view, the runner and the tree ask about it.
import { CodeLensRefreshRequest } from "vscode-languageserver";
import { select } from "@strataline/core/graph";
import {
  assetAtRequest,
  detailsRequest,
  graphRequest,
  impactRequest,
  lineageEditRequest,
  locateRequest,
  optionsNotification,
  projectsRequest,
  runEventNotification,
  selectRequest,
  stalenessRequest,
  type AssetAtParams,
  type AssetAtResult,
  type DetailsParams,
  type DetailsResult,
  type GraphParams,
  type GraphResult,
  type ImpactParams,
  type ImpactResult,
  type LineageEditAnswer,
  type LineageEditParams,
  type LocateParams,
  type NodeLocation,
  type OptionsParams,
  type RunEventParams,
  type SelectParams,
  type SelectResult,
  type StalenessParams,
  type StalenessResult,
} from "@strataline/protocol";
import type { LineageEdit } from "@strataline/core";
import { inlayHintOptions, type Editor } from "./capabilities.ts";
import { detailsOf, prepareStaleness, staleAssets } from "./details.ts";
import { workspaceEdit } from "./editsToLsp.ts";
import { impactIn } from "./impactRequest.ts";
import { factsOf } from "./selectionFacts.ts";
import type { Projects } from "./projects.ts";
import type { Session } from "./server.ts";
import { location, nodeLocation, type Context } from "./toLsp.ts";

const NOT_EDITED: LineageEditAnswer = { ok: false, reason: "There is no such project.", place: null };
const NO_PROJECT: SelectResult = { ok: false, message: "There is no such project.", offset: 0 };

export function answerLineageRequests(session: Session): void {
  const { connection, editor, guard, projects, reporter, settings, world } = session;
  connection.onRequest(
    graphRequest,
    guard.request<GraphParams, GraphResult | null>(
      null,
      ({ root }) => {
        const project = projects.byRoot(root);
        return project === undefined ? null : reporter.graph(project).whole();
      },
      ({ root }) => projects.byRoot(root)?.whenKnown() ?? null,
    ),
  );
  connection.onRequest(
    assetAtRequest,
    guard.request<AssetAtParams, AssetAtResult | null>(null, ({ uri, line, character }) => {
      const view = projects.view(uri);
      const key = view?.snapshot.assetAt(view.path, view.lines.offset({ line, character }));
      return view === undefined || key === undefined ? null : { root: view.project.info.root, key };
    }),
  );
  connection.onRequest(
    locateRequest,
    guard.request<LocateParams, NodeLocation | null>(null, ({ root, key }) => {
      const project = projects.byRoot(root);
      return project === undefined
        ? null
        : nodeLocation({ projects, project, snapshot: project.snapshot() }, key);
    }),
  );
  connection.onRequest(
    projectsRequest,
    guard.request(
      { projects: [] },
      () => reporter.overview() ?? { projects: [] },
      () => projects.whenKnown(),
    ),
  );
  connection.onRequest<SelectResult, never>(
    selectRequest,
    guard.request<SelectParams, SelectResult>(
      NO_PROJECT,
      ({ root, expression }) => {
        const project = projects.byRoot(root);
        return project === undefined
          ? NO_PROJECT
          : select(project.snapshot().graph, expression, factsOf(project));
      },
      ({ root, expression }) =>
        /\bstale\s*:/i.test(expression) ? whenStalenessIsKnown(projects, root, null) : projects.whenReady(),
    ),
  );
  connection.onRequest(
    detailsRequest,
    guard.request<DetailsParams, DetailsResult | null>(
      null,
      ({ root, key }) => {
        const project = projects.byRoot(root);
        return project === undefined ? null : detailsOf(project, key);
      },
      ({ root, key }) => whenStalenessIsKnown(projects, root, [key]),
    ),
  );
  connection.onRequest(
    stalenessRequest,
    guard.request<StalenessParams, StalenessResult | null>(
      null,
      ({ root }) => {
        const project = projects.byRoot(root);
        return project === undefined ? null : staleAssets(project);
      },
      ({ root }) => whenStalenessIsKnown(projects, root, null),
    ),
  );
  connection.onRequest(
    impactRequest,
    guard.request<ImpactParams, ImpactResult | null>(null, (params) => {
      const project = projects.byRoot(params.root);
      return project === undefined ? null : impactIn(projects, project, params);
    }),
  );
  connection.onRequest<LineageEditAnswer, never>(
    lineageEditRequest,
    guard.request<LineageEditParams, LineageEditAnswer>(NOT_EDITED, ({ root, edit }) => {
      const project = projects.byRoot(root);
      if (project === undefined) return NOT_EDITED;
      return editAnswer({ projects, project, snapshot: project.snapshot() }, editor, edit);
    }),
  );
  connection.onNotification(runEventNotification, ({ root, event }: RunEventParams) =>
    guard.run(() => {
      const project = projects.byRoot(root);
      if (project !== undefined) world.runEvent(project, event);
    }),
  );
  connection.onNotification(
    optionsNotification,
    ({ commands, writeKeyRegistry, inlayHints }: OptionsParams) =>
      guard.run(() => {
        if (writeKeyRegistry !== undefined) world.setKeyRegistry(writeKeyRegistry);
        if (commands !== undefined) {
          settings.commands = new Set(commands);
          if (editor.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
        }
        if (inlayHints === undefined) return;
        settings.inlayHints = inlayHintOptions(inlayHints);
        if (editor.refreshesInlayHints) void connection.languages.inlayHint.refresh();
      }),
  );
}

function editAnswer(context: Context, editor: Editor, wanted: LineageEdit): LineageEditAnswer {
  const result = context.snapshot.lineageEdit(wanted);
  if (!result.ok) {
    const { reason, place } = result;
    if (place === null) return { ok: false, reason, place };
    const { uri, range } = location(context, place);
    return { ok: false, reason, place: { uri, ...range.start } };
  }
  const edit = workspaceEdit(context, editor.edits, result);
  if (edit !== null) return { ok: true, title: result.title, edit };
  const reason = "The change needs a new file, which this editor cannot make.";
  return { ok: false, reason, place: null };
}

/** Of some assets, or of all; which reads their code, and that takes long the first time. */
async function whenStalenessIsKnown(
  projects: Projects,
  root: string,
  keys: readonly string[] | null,
): Promise<void> {
  await projects.whenReady();
  const project = projects.byRoot(root);
  if (project !== undefined) await prepareStaleness(project, keys);
}

// Custom messages between the language server and its client, declared once. Documented in docs/protocol.md.
import type {
  AssetGraph,
  AssetStatus,
  AssetVersion,
  GraphDelta,
  Impact,
  LineageEdit,
  ProblemChanges,
  Problems,
  StaleReason,
  Staleness,
} from "@strataline/core";
import type { RunEvent } from "./runEvents.ts";

/** Where a graph node is declared: for the view's navigation. Positions are zero-based UTF-16. */
export interface NodeLocation {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** One project of the workspace: the folder of a strataline.config file. */
export interface ProjectInfo {
  /** URI of the folder, without a trailing slash. */
  readonly root: string;
  readonly name: string;
}

/** `initializationOptions`. Each may be absent: an editor that knows nothing of us gives none. */
export interface InitializationOptions {
  /** Names of the commands the editor has: code lenses that need others are left out. */
  readonly commands?: readonly string[];
  /** Who starts: the server tells ("push"), or the editor asks ("pull"). Absent: by the editor's capabilities. */
  readonly diagnostics?: "push" | "pull";
  /** false: none. VS Code shows one provider's tokens per file, and TypeScript's must stay. */
  readonly semanticTokens?: boolean;
  /** true: the notifications declared below are wanted. */
  readonly notifications?: boolean;
  /** Which inlay hints are wanted; absent ones are. */
  readonly inlayHints?: InlayHintOptions;
  /** false: none. VS Code asks one provider per file, and TypeScript's must stay; the type hierarchy has the same there. */
  readonly callHierarchy?: boolean;
  /** true: keep `.strataline/keys.d.ts` up to date. Only in a trusted workspace. */
  readonly writeKeyRegistry?: boolean;
  /**
   * A folder of this machine where the server keeps what it knows of each project, for its next start. null: nowhere. Absent: in
   * each project's `.strataline/cache`.
   */
  readonly cacheDirectory?: string | null;
}

export interface InlayHintOptions {
  /** The key, where code computes it. */
  readonly keys?: boolean;
  /** The layer, where the key does not show it. */
  readonly layers?: boolean;
  /** How an asset is partitioned, where that is written elsewhere. */
  readonly partitions?: boolean;
  /** The rows of the last run. */
  readonly rows?: boolean;
}

//#region From client to server

/** The whole graph of a project. `root: null`: of the only or first project. Answers null when there is no project. */
export const graphRequest = "strataline/graph";
export interface GraphParams {
  readonly root: string | null;
}
export interface GraphResult {
  readonly project: ProjectInfo;
  readonly revision: number;
  readonly graph: AssetGraph;
  /** Keys on a cycle, each cycle as the keys in order. */
  readonly cycles: readonly (readonly string[])[];
  /** Severity of the worst finding of each asset that has one. */
  readonly problems: Problems;
  readonly statuses: readonly AssetStatus[];
}

/** The asset around a position; null when there is none. */
export const assetAtRequest = "strataline/assetAt";
export interface AssetAtParams {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}
export interface AssetAtResult {
  readonly root: string;
  readonly key: string;
}

/** Where an asset is declared: a `NodeLocation`; null for missing ones. */
export const locateRequest = "strataline/locate";
export interface LocateParams {
  readonly root: string;
  readonly key: string;
}

/** Projects of the workspace, in order: `ProjectsParams`. */
export const projectsRequest = "strataline/projects";

/** The keys of a selection expression, sorted, or what is wrong with it and where (UTF-16 offset in `expression`). */
export const selectRequest = "strataline/select";
export interface SelectParams {
  readonly root: string;
  readonly expression: string;
}
export type SelectResult =
  | { readonly ok: true; readonly keys: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** Who uses a key, by how: of the key at a place, or of some keys of a project. null where there is no key. */
export const referencesRequest = "strataline/references";
export type ReferencesParams = AssetAtParams | KeysParams;
export interface KeysParams {
  readonly root: string;
  readonly keys: readonly string[];
}
export interface ReferencesResult {
  readonly root: string;
  readonly keys: readonly string[];
  /** Those that there are, in this order. */
  readonly groups: readonly {
    readonly kind: "definition" | "read" | "order" | "check" | "schedule" | "product";
    readonly references: readonly ReferencePlace[];
  }[];
}
export interface ReferencePlace extends NodeLocation {
  /** The end, on the line where it begins or on a later one. */
  readonly endLine: number;
  readonly endCharacter: number;
  /** The asset that reads or checks, or the name of the schedule; null at a definition. */
  readonly by: string | null;
  /** The line, without the space around it. */
  readonly text: string;
}

/** What is known of one asset beyond its node and its status; null where there is none. */
export const detailsRequest = "strataline/details";
export type DetailsParams = LocateParams;
export interface DetailsResult {
  readonly key: string;
  /** Names of the columns of its schema; null: not declared, or only known when the code runs. */
  readonly columns: readonly string[] | null;
  /** As declared. `name`: null where it is computed. */
  readonly checks: readonly { readonly name: string | null; readonly blocking: boolean }[];
  /** There may be more checks, given by code that cannot be read. */
  readonly hasUnknownChecks: boolean;
  readonly staleness: Staleness;
  /** What is stored and what it was made of; null: nothing, or not known. */
  readonly version: AssetVersion | null;
  /** Keys of inputs of `version` that have been materialized anew since. */
  readonly newerInputs: readonly string[];
}

/** The assets of which something is stored that is not what their code and inputs would give now; null where there is no project. */
export const stalenessRequest = "strataline/staleness";
export interface StalenessParams {
  readonly root: string;
}
export interface StalenessResult {
  readonly stale: readonly StaleAsset[];
}
export interface StaleAsset {
  readonly key: string;
  readonly reason: StaleReason;
}

/** What files that changed, and the unsaved texts of the editor, do to the assets; null where there is no project. */
export const impactRequest = "strataline/impact";
export interface ImpactParams {
  readonly root: string;
  /** Files that changed on disk, relative to the project, with `/`. */
  readonly paths: readonly string[];
  /** Texts of those that were there before, by path. */
  readonly before: Readonly<Record<string, string>>;
}
export type ImpactResult = Impact;

/** A change that was drawn or chosen in the lineage, as edits of the text as the editor has it; or why it is not made. */
export const lineageEditRequest = "strataline/lineageEdit";
export interface LineageEditParams {
  readonly root: string;
  readonly edit: LineageEdit;
}
export type LineageEditAnswer =
  | {
      readonly ok: true;
      readonly title: string;
      /** An LSP `WorkspaceEdit`. */
      readonly edit: object;
    }
  | {
      readonly ok: false;
      /** For people, as a sentence. */
      readonly reason: string;
      /** What is in the way, for the user to change it. */
      readonly place: NodeLocation | null;
    };

/** Notification: an event of a run the client started, so that lenses, hovers and findings follow it. */
export const runEventNotification = "strataline/runEvent";
export interface RunEventParams {
  readonly root: string;
  readonly event: RunEvent;
}

/** Notification: the options that may change while the server runs. */
export const optionsNotification = "strataline/options";
export type OptionsParams = Pick<InitializationOptions, "commands" | "writeKeyRegistry" | "inlayHints">;

//#endregion

//#region From server to client

/** Notification: a graph changed; only what differs. `revision` follows `baseRevision`; ask the whole graph when they do not meet. */
export const graphDeltaNotification = "strataline/graphDelta";
export interface GraphDeltaParams {
  readonly root: string;
  readonly baseRevision: number;
  readonly revision: number;
  readonly delta: GraphDelta;
  readonly cycles: GraphResult["cycles"];
  /** Of assets whose worst finding is another one now. */
  readonly problems: ProblemChanges;
}

/** Notification: statuses that changed. */
export const statusNotification = "strataline/status";
export interface StatusParams {
  readonly root: string;
  readonly statuses: readonly AssetStatus[];
}

/** Notification: projects appeared, went, or cannot be read; for the status item. */
export const projectsNotification = "strataline/projects/changed";
export interface ProjectsParams {
  readonly projects: readonly (ProjectInfo & {
    readonly assets: number;
    readonly dynamic: number;
    readonly problem: string | null;
    /** Its config names rules of its own: code of the workspace, which the server does not run. */
    readonly userRules: boolean;
  })[];
}

//#endregion

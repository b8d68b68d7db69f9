// What a loaded project answers of earlier versions: shows them, compares them, makes one count again, clears them away.
import type { FullConfig } from "../project/resolveConfig.ts";
import type { PastMaterialization } from "../store/model.ts";
import { runLogBytes } from "../store/runLog.ts";
import { createStatusFile } from "../store/statusFile.ts";
import type { Store } from "../store/store.ts";
import type { LoadedProject, Refusal, Result } from "./api.ts";
import type { Clock } from "./clock.ts";
import { collectGarbage } from "./collectGarbage.ts";
import { diffVersions } from "./diff.ts";
import type { GarbageReport, RolledBack } from "./historyApi.ts";
import { withVersions, type PrepareParts } from "./prepare.ts";
import { show, unknownKey, withEngine } from "./show.ts";
import { statusesOf } from "./status.ts";
import { findVersion } from "./versionRef.ts";
import { CurrentVersions } from "./versions.ts";

interface PastParts extends PrepareParts {
  readonly config: FullConfig;
  readonly clock: Clock;
}

/** The state of an asset that is declared. */
interface Opened {
  readonly versions: CurrentVersions;
  readonly store: Store;
}

export function createPast(parts: PastParts): Pick<LoadedProject, "show" | "diff" | "rollback" | "gc"> {
  return {
    show: async (key, rows, version) => {
      const opened = withVersions(parts, (versions, store) => ({ versions, store }));
      if (!opened.ok) return opened;
      const { versions } = opened.value;
      if (version === undefined) return await show(key, rows, undefined, versions);
      if (versions.asset(key) === undefined) return { ok: false, problem: unknownKey(key, versions) };
      const found = findStored(opened.value, key, version);
      return found.ok ? await show(key, rows, found.value, versions) : found;
    },
    diff: async (key, options = {}) => {
      const opened = openAsset(parts, key);
      if (!opened.ok) return opened;
      const { versions } = opened.value;
      const before = findStored(opened.value, key, options.before ?? "previous");
      if (!before.ok) return before;
      const after = findStored(opened.value, key, options.after ?? "current");
      if (!after.ok) return after;
      return await withEngine(versions.root, async (engine) => ({
        ok: true,
        value: await diffVersions(before.value, after.value, options, { versions, engine }),
      }));
    },
    rollback: (key, options = {}) => {
      const opened = openAsset(parts, key);
      return opened.ok ? rollBack(parts, opened.value, key, options) : opened;
    },
    gc: (options = {}) =>
      withVersions(parts, (versions, store) => gc(parts, versions.root, store, options.dryRun ?? false)),
  };
}

function openAsset(parts: PastParts, key: string): Result<Opened, Refusal> {
  const opened = withVersions(parts, (versions, store) => ({ versions, store }));
  if (!opened.ok || opened.value.versions.asset(key) !== undefined) return opened;
  return { ok: false, problem: unknownKey(key, opened.value.versions) };
}

function findStored(
  { store, versions }: Opened,
  key: string,
  ref: string,
): Result<PastMaterialization, Refusal> {
  const found = findVersion(store, key, ref);
  if (!found.ok || (found.value.hasData && versions.isStored(found.value))) return found;
  return {
    ok: false,
    problem: { kind: "notStored", message: `The data of ${found.value.id} is no longer stored.` },
  };
}

function rollBack(
  { clock, project }: PastParts,
  opened: Opened,
  key: string,
  { to: ref = "previous", dryRun = false }: { readonly to?: string; readonly dryRun?: boolean },
): Result<RolledBack, Refusal> {
  const { store, versions } = opened;
  const to = findStored(opened, key, ref);
  if (!to.ok) return to;
  const from = findVersion(store, key, "current");
  if (!from.ok) return from;
  if (store.claimedByOthers("", clock.now()).includes(key)) {
    const message = `A run is computing "${key}" now: roll it back when that has ended.`;
    return { ok: false, problem: { kind: "notStored", message } };
  }
  const readers = versions.keys().filter((reader) => {
    const input = versions.latest(reader)?.inputs.find((one) => one.key === key);
    return input !== undefined && input.dataVersion !== to.value.dataVersion;
  });
  if (!dryRun) {
    store.history.rollBack(to.value, clock.now());
    createStatusFile(versions.root, statusesOf(store)).flush();
  }
  const then = new CurrentVersions(project, store);
  if (dryRun) then.commit(to.value);
  const value = {
    key,
    from: from.value,
    to: to.value,
    isDone: !dryRun,
    staleReaders: readers.sort(),
    why: then.why().sentences(key),
  };
  return { ok: true, value };
}

function gc({ config, clock }: PastParts, root: string, store: Store, dryRun: boolean): GarbageReport {
  const garbage = store.retention.find(config.retention, clock.now());
  const runs = garbage.runs.map((id) => ({ id, bytes: runLogBytes(root, id) }));
  const data = garbage.data.reduce((sum, { bytes }) => sum + bytes, 0);
  if (!dryRun) {
    const managers = config.io.values();
    collectGarbage(garbage, { root, retention: store.retention, managers, mayGoOn: () => true });
  }
  return {
    isDone: !dryRun,
    versions: garbage.data.map(({ id, key, partition, bytes, because }) => ({
      id,
      key,
      ...(partition === undefined ? {} : { partition }),
      bytes,
      because,
    })),
    runs,
    forgotten: garbage.forgotten.length,
    bytes: data + runs.reduce((sum, { bytes }) => sum + bytes, 0),
    protectedBytes: garbage.protectedBytes,
  };
}

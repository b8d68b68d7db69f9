// Why assets are stale, down to the root cause, in words: "bronze/flights has new data; helper parseDate in lib/dates.ts changed".
import {
  codeChanges,
  judgeStaleness,
  type CodeParts,
  type Made,
  type StaleCause,
  type StalenessJudge,
  type StaleStatus,
} from "@strataline/core/staleness";
import { blockingFailure, type Materialization } from "../store/model.ts";
import type { AssetNow, Versions } from "./freshness.ts";
import { leftByLastRun } from "./freshness.ts";

export interface WhyFacts {
  asset(key: string): AssetNow | undefined;
  readonly versions: Versions;
  /** The parts of an asset's code now, and of a code version that something was made with. */
  codePartsNow(key: string): CodeParts | undefined;
  codeParts(version: string): CodeParts | undefined;
}

export interface Why {
  status(key: string): StaleStatus;
  causes(key: string): readonly StaleCause[];
  /** The root causes as sentences without a full stop, the asset itself first; empty unless it is stale. */
  sentences(key: string): readonly string[];
}

/** Of assets without partitions. Judges each once; make a new one when something has changed. */
export function createWhy(facts: WhyFacts): Why {
  const judge = judgeOf(facts);
  return {
    status: (key) => judge.status(key),
    causes: (key) => judge.causes(key),
    sentences: (key) => {
      const roots = judge.rootCauses(key).toSorted((a, b) => Number(b.key === key) - Number(a.key === key));
      return [...new Set(roots.flatMap((root) => sentencesOf(root, key, facts)))];
    },
  };
}

function judgeOf(facts: WhyFacts): StalenessJudge {
  const { versions } = facts;
  const asset = (key: string): AssetNow | undefined => facts.asset(key);
  return judgeStaleness({
    declared: (key) => {
      const now = asset(key);
      // Sources and what nobody declares are not ours to make.
      if (now === undefined) return { kind: "source", deps: [], codeVersion: null, isPartitioned: false };
      return { kind: "asset", deps: now.deps, codeVersion: now.codeVersion, isPartitioned: false };
    },
    newest: (key) => (asset(key) === undefined ? madeOfSource(key, versions) : made(versions.latest(key))),
    upstreamPartitions: () => [null],
    ownCauses: (of) => {
      const last = versions.latest(of.key);
      const left = last === undefined ? null : leftByLastRun(last, versions);
      if (left === null || last === undefined) return [];
      const reason = left === "notStored" ? "is no longer stored" : failureText(last);
      return [{ ...of, category: "RUN", reason, dependency: null, children: [] }];
    },
  });
}

function failureText(last: Materialization): string {
  const failed = blockingFailure(last.checks);
  return failed === undefined ? "failed in its last run" : `failed its check "${failed.check}"`;
}

function made(last: Materialization | undefined): Made | undefined {
  if (last === undefined) return undefined;
  return {
    materialization: last.id,
    dataVersion: last.dataVersion,
    // It is a hash of the data.
    isExplicit: true,
    at: last.at,
    provenance: {
      codeVersion: last.codeVersion,
      inputs: last.inputs.map((input) => ({ ...input, partition: input.partition ?? null })),
    },
  };
}

function madeOfSource(key: string, versions: Versions): Made | undefined {
  const dataVersion = versions.dataVersion(key);
  return dataVersion === null
    ? undefined
    : { materialization: "", dataVersion, isExplicit: true, at: 0, provenance: null };
}

function sentencesOf(
  { key, category, reason, dependency }: StaleCause,
  of: string,
  facts: WhyFacts,
): string[] {
  const isOwn = key === of;
  switch (category) {
    case "DATA":
      return [`${key} has new data`];
    case "CODE": {
      const before = facts.versions.latest(key)?.codeVersion;
      const old = before === undefined ? undefined : facts.codeParts(before);
      const changes = codeChanges(old ?? {}, old === undefined ? {} : (facts.codePartsNow(key) ?? {}));
      if (changes.length === 0) return [isOwn ? "its code changed" : `the code of ${key} changed`];
      return changes.map((change) => {
        if (isOwn) return change;
        return change.startsWith("its own code")
          ? `the code of ${key} changed`
          : `${change} (used by ${key})`;
      });
    }
    case "DEPENDENCIES": {
      const who = isOwn ? "it" : key;
      const what = dependency?.key ?? "";
      return [reason.startsWith("removed") ? `${who} no longer reads ${what}` : `${who} now reads ${what}`];
    }
    case "RUN":
      return [`${isOwn ? "it" : key} ${reason}`];
  }
}

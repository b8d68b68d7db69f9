// All rules, in the order of the manual.
import { cadence } from "./cadence.ts";
import { cycle } from "./cycle.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { dynamicConfig } from "./dynamic-config.ts";
import { dynamicKey } from "./dynamic-key.ts";
import { invalidBaseline } from "./invalid-baseline.ts";
import { invalidCron } from "./invalid-cron.ts";
import { invalidKey } from "./invalid-key.ts";
import { invalidSelection } from "./invalid-selection.ts";
import { missingUpstream } from "./missing-upstream.ts";
import type { Rule } from "./model.ts";
import { noCheckInLayer } from "./no-check-in-layer.ts";
import { noLayers } from "./no-layers.ts";
import { partitionMismatch } from "./partition-mismatch.ts";
import { skippedLayer } from "./skipped-layer.ts";
import { staleBaseline } from "./stale-baseline.ts";
import { tooManyLayers } from "./too-many-layers.ts";
import { unknownColumn } from "./unknown-column.ts";
import { unknownIo } from "./unknown-io.ts";
import { unknownLayer } from "./unknown-layer.ts";
import { unknownResource } from "./unknown-resource.ts";
import { unknownRule } from "./unknown-rule.ts";
import { unusedAsset } from "./unused-asset.ts";
import { unusedSuppression } from "./unused-suppression.ts";
import { upwardRead } from "./upward-read.ts";

export const allRules: readonly Rule[] = [
  missingUpstream,
  cycle,
  duplicateKey,
  invalidKey,
  dynamicKey,
  upwardRead,
  skippedLayer,
  unknownLayer,
  noCheckInLayer,
  tooManyLayers,
  noLayers,
  unusedAsset,
  unknownColumn,
  unknownIo,
  unknownResource,
  partitionMismatch,
  cadence,
  invalidCron,
  invalidSelection,
  dynamicConfig,
  unknownRule,
  unusedSuppression,
  staleBaseline,
  invalidBaseline,
];

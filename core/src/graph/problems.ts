// Which assets have findings, and how bad the worst is: what views mark, and what changed of it.

export type Problems = Readonly<Record<string, "error" | "warning">>;
/** Only what changed; null: the asset has none any more. */
export type ProblemChanges = Readonly<Record<string, "error" | "warning" | null>>;

export function diffProblems(before: Problems, after: Problems): ProblemChanges {
  const changes: Record<string, "error" | "warning" | null> = {};
  for (const [key, severity] of Object.entries(after)) if (before[key] !== severity) changes[key] = severity;
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) changes[key] = null;
  return changes;
}

export function applyProblems(before: Problems, changes: ProblemChanges): Problems {
  const entries = Object.entries({ ...before, ...changes });
  return Object.fromEntries(
    entries.filter((entry): entry is [string, "error" | "warning"] => entry[1] !== null),
  );
}

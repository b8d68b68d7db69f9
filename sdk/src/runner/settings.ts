// What a resource is set up with: environment variables through its schema, and the secrets it names.
import type { Resource, ResourceSettings } from "../authoring/resource.ts";
import { nearestName } from "@strataline/core/keys";
import { ENV_FILES } from "../project/envFiles.ts";

export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** Throws with all that is missing or wrong at once. */
export async function settingsOf(
  { env, secrets }: Pick<Resource, "env" | "secrets">,
  environment: NodeJS.ProcessEnv,
): Promise<ResourceSettings<undefined, string>> {
  const missing = secrets.filter((name) => (environment[name] ?? "") === "");
  const problems = missing.map((name) => missingText(name, environment));
  const result =
    env === null ? { value: asGiven(environment) } : await env["~standard"].validate(asGiven(environment));
  if (result.issues !== undefined) {
    problems.push(...result.issues.map(({ message, path }) => `${pathText(path)}: ${message}`));
  }
  if (problems.length > 0 || result.issues !== undefined) throw new SettingsError(problems.join("; "));
  return {
    env: result.value as ResourceSettings<undefined, string>["env"],
    secrets: Object.fromEntries(secrets.map((name) => [name, environment[name] ?? ""])),
  };
}

/** A plain object: `process.env` is none, which some schemas mind. */
function asGiven(environment: NodeJS.ProcessEnv): Readonly<Record<string, string | undefined>> {
  return { ...environment };
}

function missingText(name: string, environment: NodeJS.ProcessEnv): string {
  const near = nearestName(name, Object.keys(environment));
  const hint = near === null ? "" : ` (there is ${near})`;
  return `the environment variable ${name} is not set${hint}: set it, or write it into ${ENV_FILES.join(" or ")}`;
}

function pathText(path: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined): string {
  const names = (path ?? []).map((part) => String(typeof part === "object" ? part.key : part));
  return names.length === 0 ? "the environment" : names.join(".");
}

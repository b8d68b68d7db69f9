// How an asset is divided, as plain data: the same for what is declared at run time and for what is read from the text.

export interface TimeWindowDefinition {
  readonly kind: "timeWindow";
  /** When windows begin. */
  readonly cron: string;
  /** No window begins earlier. Written in `format`, or as an ISO date. */
  readonly start: string;
  /** No window ends later. Default: none. */
  readonly end?: string | null;
  /** IANA name. Default UTC. */
  readonly timezone?: string | null;
  /** strftime. Default `%Y-%m-%d`, with `-%H:%M` when there are several windows a day. */
  readonly format?: string | null;
  /** Windows that exist beyond the last complete one; negative: so many of the newest are withheld. Default 0. */
  readonly endOffset?: number;
}

export interface StaticDefinition {
  readonly kind: "static";
  readonly keys: readonly string[];
}

export interface DynamicDefinition {
  readonly kind: "dynamic";
  readonly name: string;
  /** Those there are now, in the order they were added. */
  readonly keys: readonly string[];
}

export type SingleDefinition = TimeWindowDefinition | StaticDefinition | DynamicDefinition;

export interface MultiDefinition {
  readonly kind: "multi";
  /** Any number of them. */
  readonly dimensions: Readonly<Record<string, SingleDefinition>>;
}

export type PartitionsDefinition = SingleDefinition | MultiDefinition;

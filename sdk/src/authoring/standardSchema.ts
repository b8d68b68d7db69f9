// The Standard Schema v1 interface (https://standardschema.dev), written out so that no dependency is needed:
// zod, valibot and arktype schemas all satisfy it.

export interface StandardSchema<Input = unknown, Output = Input> {
  readonly "~standard": StandardSchemaProps<Input, Output>;
}

export interface StandardSchemaProps<Input = unknown, Output = Input> {
  readonly version: 1;
  readonly vendor: string;
  readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
  readonly types?: { readonly input: Input; readonly output: Output } | undefined;
}

export type SchemaResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] };

export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What may be given to the schema. */
export type SchemaInput<S> = S extends { "~standard": { types?: { input: infer I } | undefined } }
  ? I
  : unknown;
/** What comes out of it: the type of one row. */
export type SchemaOutput<S> = S extends { "~standard": { types?: { output: infer O } | undefined } }
  ? O
  : unknown;

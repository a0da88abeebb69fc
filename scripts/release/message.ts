/** What a version says of itself where it's uploaded: a rollback reads which schema its code knows. */
export const versionMessage = (schema: string, commit: string): string =>
  `schema ${schema}, commit ${commit}`.slice(0, 100);

/** The newest migration that a version's code knows, or null where it doesn't say. */
export const schemaOf = (message: string): string | null =>
  /\bschema (\d{4}_\w+\.sql)/.exec(message)?.[1] ?? null;

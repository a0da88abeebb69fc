import { MIGRATIONS } from '../migrations.ts';

/** What a database says about its schema. */
export type AppliedSchema = {
  /** The migrations that were applied, by their files' names. */
  readonly applied: readonly string[];
  /** With which text, by name, as far as that was noted. */
  readonly checksums: ReadonlyMap<string, string>;
};

/** How the schema differs from the one that this code was written for. */
export type SchemaDifference = 'behind' | 'ahead' | 'edited';

export type SchemaStanding = {
  /** The newest migration that was applied. */
  readonly newest: string | null;
  readonly difference: SchemaDifference | null;
  /** What differs, by name, and what mends it; null where nothing does. */
  readonly says: string | null;
};

/** Compares a database's schema with the code's. What code needs and lacks is told first. */
export function schemaStanding(
  { applied, checksums }: AppliedSchema,
  known: readonly (readonly [name: string, sha256: string])[] = MIGRATIONS,
): SchemaStanding {
  const newest = applied.toSorted().at(-1) ?? null;
  const missing = known.filter(([name]) => !applied.includes(name)).map(([name]) => name);
  if (applied.length === 0) {
    const says = `The database has no schema yet: it lacks ${listed(missing)}. Run \`npm run deploy\`.`;
    return { newest, difference: 'behind', says };
  }
  if (missing.length > 0) {
    const says = `The database is older than this code: it lacks ${listed(missing)}. Run \`npm run upgrade\`.`;
    return { newest, difference: 'behind', says };
  }
  const edited = known.filter(([name, sha256]) => (checksums.get(name) ?? sha256) !== sha256);
  if (edited.length > 0) {
    const says = `The database was made with another text of ${listed(edited.map(([name]) => name))}. Run \`npm run migrations -- --repair\`.`;
    return { newest, difference: 'edited', says };
  }
  const unknown = applied.filter((name) => !known.some(([ours]) => ours === name));
  if (unknown.length > 0) {
    const says = `The database is newer than this code: it has ${listed(unknown)}. That's right while two versions run; otherwise deploy the newer code.`;
    return { newest, difference: 'ahead', says };
  }
  return { newest, difference: null, says: null };
}

/** Whether code runs on a schema: on a newer one too, since migrations only add. */
export function runsOn({ difference }: SchemaStanding): boolean {
  switch (difference) {
    case 'behind':
    case 'edited':
      return false;
    case 'ahead':
    case null:
      return true;
  }
}

const SHOWN = 5;

const listed = (names: readonly string[]): string =>
  names.length <= SHOWN
    ? names.join(', ')
    : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;

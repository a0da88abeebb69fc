import { checksumOf, type Frozen, type MigrationFile } from './files.ts';

/** What is wrong with the files by their checksums, in sentences: none may change, go, or come to stand before others. */
export function thawed(files: readonly MigrationFile[], frozen: readonly Frozen[]): readonly string[] {
  const found = new Map(files.map(({ name, sql }) => [name, checksumOf(sql)]));
  const bySum = new Map(files.map(({ name, sql }) => [checksumOf(sql), name]));
  return frozen.flatMap(([name, sha256]) => {
    const now = found.get(name);
    if (now === sha256) return [];
    if (now !== undefined)
      return [`${name} was changed after it was frozen: put it back, and write what's new as another file.`];
    const renamed = bySum.get(sha256);
    return [
      renamed === undefined
        ? `${name} is gone: a database that has applied it would be ahead of the code.`
        : `${name} was renamed to ${renamed}: a database that has applied it would apply it again.`,
    ];
  });
}

/** The files that have no checksum yet. */
export const unfrozen = (
  files: readonly MigrationFile[],
  frozen: readonly Frozen[],
): readonly MigrationFile[] => files.filter(({ name }) => !frozen.some(([known]) => known === name));

/** What is wrong with the names of new files, in sentences: two of one number have no certain order. */
export function misnamed(files: readonly MigrationFile[]): readonly string[] {
  const numberOf = (name: string): string | null => /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1] ?? null;
  return files.flatMap(({ name }, index) => {
    const number = numberOf(name);
    if (number === null) return [`${name} has to be named like 0001_what_it_does.sql.`];
    const before = files[index - 1];
    return before !== undefined && numberOf(before.name) === number
      ? [`${before.name} and ${name} have one number: give the newer one the next.`]
      : [];
  });
}

const MOST_COLUMNS = 110;

/** A line of the source, broken as the formatter breaks one that is too long. */
function rowOf(name: string, sha256: string): string {
  const line = `  ['${name}', '${sha256}'],\n`;
  return line.length - 1 <= MOST_COLUMNS ? line : `  [\n    '${name}',\n    '${sha256}',\n  ],\n`;
}

/** The source of the file that holds the checksums. */
export function frozenSource(files: readonly MigrationFile[]): string {
  const rows = files.map(({ name, sql }) => rowOf(name, checksumOf(sql)));
  return `/**
 * Every migration with the SHA-256 of its text. \`npm run migrations -- --add\` writes this file; none of its lines ever changes.
 */
export const MIGRATIONS: readonly (readonly [name: string, sha256: string])[] = [
${rows.join('')}];
`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationFile } from '../../../../scripts/migrations/files.ts';

/** A text that a migration once had: today's, with some passages as they were. */
interface Edition {
  readonly of: string;
  readonly edition: number;
  readonly sha256: string;
  readonly changes: readonly (readonly [now: string, then: string])[];
}

const { editions, states }: { readonly editions: readonly Edition[]; readonly states: readonly string[] } =
  JSON.parse(readFileSync(join(import.meta.dirname, 'earlier.json'), 'utf8'));

export { editions };

/** The text of an edition, made of today's. */
export const textOf = ({ changes }: Edition, today: string): string =>
  changes.reduce((text, [now, then]) => text.replace(now, () => then), today);

/** Migrations as a commit had them. */
export interface EarlierState {
  /** Such as `0001@1 0011=0013`: the first edition of the first, and the thirteenth under an earlier number. */
  readonly says: string;
  readonly files: readonly MigrationFile[];
}

/** Every set of migrations that a commit of this project had, and a database may have been made by. */
export const earlierStates = (today: readonly MigrationFile[]): readonly EarlierState[] =>
  states.map((says) => ({ says, files: says.split(' ').map((word) => fileOf(word, today)) }));

function fileOf(word: string, today: readonly MigrationFile[]): MigrationFile {
  const [, number = '', of = number, edition] = /^(\d{4})(?:=(\d{4}))?(?:@(\d))?$/.exec(word) ?? [];
  const file = today.find(({ name }) => name.startsWith(of));
  if (file === undefined) throw new Error(`no migration ${of}`);
  const former = editions.find((one) => one.of === file.name && one.edition === Number(edition));
  return {
    name: `${number}${file.name.slice(4)}`,
    sql: former === undefined ? file.sql : textOf(former, file.sql),
  };
}

import type { DatabaseSync } from 'node:sqlite';
import { counted } from '../database/command.ts';
import { structureOf } from '../database/structure.ts';
import { brokenChains, READ_JOURNAL } from './chain.ts';
import { CHECKS } from './sums.ts';

/** How many of one kind are named. */
const SHOWN = 5;

export interface Verified {
  /** What was looked at, in counts. */
  readonly looked: string;
  /** What is wrong, in sentences. */
  readonly wrong: readonly string[];
}

/** Looks at all rows of a database: references, sums, and the journal's chains. Nothing is written. */
export function verifyData(db: DatabaseSync): Verified {
  const structure = structureOf(db);
  const has = (what: string): boolean => {
    const [table = '', column] = what.split('.');
    if (!structure.some(({ name }) => name === table)) return false;
    return (
      column === undefined ||
      db.prepare(`SELECT 1 FROM pragma_table_info(?) WHERE name = ?`).get(table, column) !== undefined
    );
  };
  if (!has('journal')) return { looked: 'no table of ours', wrong: ['The database has no tables yet.'] };
  const count = (table: string): number =>
    Number(db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count);
  const lost = db.prepare('PRAGMA foreign_key_check').all();
  return {
    looked: [
      counted(count('invoices'), 'invoice'),
      counted(count('payments'), 'payment'),
      counted(count('journal'), 'journal entry', 'journal entries'),
    ].join(', '),
    wrong: [
      ...named(
        'a reference leads nowhere',
        lost.map(({ table, parent }) => `${table} → ${parent}`),
      ),
      ...CHECKS.filter(
        ({ since = 'journal', until }) => has(since) && (until === undefined || !has(until)),
      ).flatMap(({ what, sql }) =>
        named(
          what,
          db
            .prepare(sql)
            .all()
            .map(({ name }) => String(name)),
        ),
      ),
      ...named('the journal is broken', brokenChains(db.prepare(READ_JOURNAL).iterate())),
    ],
  };
}

function named(what: string, which: readonly string[]): readonly string[] {
  if (which.length === 0) return [];
  const more = which.length > SHOWN ? ` and ${which.length - SHOWN} more` : '';
  return [`${what[0]?.toUpperCase()}${what.slice(1)}: ${which.slice(0, SHOWN).join(', ')}${more}.`];
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from '../scripts/tools.ts';
import { against, beside, type Finding } from './harness/finding.ts';

const COUNTS = [1_000, 100_000];
const KB = 1024;
const MOST_KB = 12;
const FLAT = 1.05;

/** As `storage/run.ts` prints it. */
type Stored = {
  readonly paid: readonly (readonly [count: number, bytes: number])[];
  readonly kept: readonly (readonly [count: number, bytes: number])[];
  readonly tables: readonly (readonly [table: string, bytes: number])[];
};

/**
 * What a paid invoice takes in the database: made, mailed and paid by its link with the real operations, its events read and
 * its books kept; then its rows are copied until there are many. Once as it is when it was paid, once after a year.
 */
export async function measureStorage(): Promise<readonly Finding[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['bench/storage/run.ts', ...COUNTS.map(String)],
    { cwd: ROOT },
  );
  const stored: Stored = JSON.parse(stdout);
  return [
    ...sizes('a paid invoice in D1, with indexes', stored.paid),
    ...stored.tables.map(([table, bytes]) => beside(`  of it ${table}`, `${Math.round(bytes)} bytes`)),
    ...sizes('the same after a year', stored.kept),
  ];
}

function sizes(what: string, measured: Stored['paid']): readonly Finding[] {
  const [few, many] = [measured.at(0), measured.at(-1)];
  if (few === undefined || many === undefined) throw new Error('nothing was measured');
  const among = (count: number) => `${what}, of ${count.toLocaleString('en')}`;
  return [
    beside(among(few[0]), `${(few[1] / KB).toFixed(1)} KB`),
    against(among(many[0]), many[1] / KB, MOST_KB, ' KB', 1),
    against('  against few invoices', many[1] / few[1], FLAT, ' ×', 3),
  ];
}

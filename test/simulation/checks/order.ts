import { createHash } from 'node:crypto';
import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { type Row, rowsOf } from './rows.ts';

/** A debit that its bank never ends, and payments of an account that was revoked: each has raised its alarm. */
export const TOLD = `SELECT p.id FROM payments p JOIN connections c ON c.id = p.connection_id
  JOIN alarms a ON a.cause = 'payment_unresolved/' || p.id WHERE c.state <> 'active' OR p.state = 'processing'`;

/** Only open payments hold slots, and at the end none is held but by what nobody can end, and a person was told (I9). */
export function checkSlots(world: World): Finding[] {
  const held = rowsOf(
    world,
    `SELECT s.invoice_id, p.state, p.id FROM slots s JOIN payments p ON p.id = s.payment_id WHERE p.id NOT IN (${TOLD})`,
  ).map((row) => `I9 ${row.text('invoice_id')} is held by ${row.text('id')} (${row.text('state')})`);
  const open = rowsOf(
    world,
    `SELECT id, state FROM payments
     WHERE state NOT IN ('succeeded', 'failed', 'canceled', 'returned') AND id NOT IN (${TOLD})`,
  ).map((row) => `I9 ${row.text('id')} is still ${row.text('state')}`);
  const verbs = rowsOf(
    world,
    `SELECT id FROM invoices WHERE pending_verb IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM slots s WHERE s.invoice_id = invoices.id AND s.payment_id IN (${TOLD}))`,
  ).map((row) => `I9 ${row.text('id')} still waits for its verb`);
  return [...held, ...open, ...verbs];
}

/** Every stream's journal is whole: numbered without a gap, and each entry's hash covers the one before. */
export function checkJournal(world: World): Finding[] {
  const found: Finding[] = [];
  let before: Row | null = null;
  const entries = rowsOf(world, 'SELECT * FROM journal ORDER BY stream_type, stream_id, seq');
  for (const row of entries) {
    const name = `${row.text('stream_type')} ${row.text('stream_id')}`;
    const isNext = before !== null && `${before.text('stream_type')} ${before.text('stream_id')}` === name;
    const expected = isNext ? (before?.number('seq') ?? 0) + 1 : 1;
    if (row.number('seq') !== expected)
      found.push(`journal of ${name} has a gap before ${row.number('seq')}`);
    if (row.text('prev_hash') !== (isNext ? before?.text('hash') : ''))
      found.push(`journal of ${name} is not chained`);
    if (row.text('hash') !== hashOf(row))
      found.push(`journal of ${name} has a wrong hash at ${row.number('seq')}`);
    before = row;
  }
  return found;
}

/** The hash that docs and `src/db/hash-chain.ts` describe, computed independently. */
function hashOf(row: Row): string {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const data = row.maybe('data') === null ? 'null' : sorted(JSON.parse(row.text('data')));
  const commitment = row.text('commitment') || sha256(`${row.text('salt')}\n${data}`);
  const columns = ['prev_hash', 'stream_type', 'stream_id', 'seq', 'command_id', 'type', 'at'];
  return sha256([...columns.map((name) => row.text(name)), commitment].join('\n'));
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${sorted(item)}`).join(',')}}`;
}

const OVER = ['succeeded', 'failed', 'canceled', 'returned'];
const PROGRESS: Readonly<Record<string, number>> = {
  claimed: 0,
  unknown: 0,
  session_open: 1,
  confirming: 2,
  authenticating: 3,
  verifying: 4,
  processing: 5,
};

/** States did not go backwards (I7). */
export function checkTransitions(world: World): Finding[] {
  return rowsOf(world, 'SELECT * FROM moved').flatMap((row) => {
    const [id, before, after] = [row.text('id'), row.text('before'), row.text('after')];
    return (row.text('what') === 'payment' ? mayMove(before, after) : mayInvoiceMove(before, after))
      ? []
      : [`I7 ${id} went from ${before} to ${after}`];
  });
}

function mayMove(before: string, after: string): boolean {
  // Money after the end of a payment would be booked; that it comes is what every guard is against.
  if (OVER.includes(before)) {
    // A bank may decide once more.
    return (
      (before === 'succeeded' && after === 'returned') || (before === 'returned' && after === 'succeeded')
    );
  }
  if (OVER.includes(after)) return after !== 'returned';
  return (PROGRESS[after] ?? 0) >= (PROGRESS[before] ?? 0);
}

const INVOICE_MOVES: Readonly<Record<string, readonly string[]>> = {
  draft: ['open', 'paid'],
  open: ['paid', 'void', 'uncollectible'],
  uncollectible: ['paid', 'void'],
  // An invoice is owed again after a bank took its money back.
  paid: ['open'],
};
const mayInvoiceMove = (before: string, after: string): boolean =>
  INVOICE_MOVES[before]?.includes(after) ?? false;

/** Numbers have neither gaps nor duplicates. */
export function checkNumbers(world: World): Finding[] {
  return rowsOf(
    world,
    `SELECT series, count(*) AS n, min(number_value) AS low, max(number_value) AS high, count(DISTINCT number_value) AS distinct_n
     FROM invoices WHERE number_value IS NOT NULL GROUP BY merchant_id, livemode, series`,
  ).flatMap((row) => {
    const whole =
      row.number('low') === 1 &&
      row.number('high') === row.number('n') &&
      row.number('distinct_n') === row.number('n');
    return whole ? [] : [`numbers of ${row.text('series')} have gaps or duplicates`];
  });
}

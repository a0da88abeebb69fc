/** Where a test's workerd asks how statements are worked on; answered in `node/explain.ts`. */
export const PLANS_URL = 'http://plans.test/';

/** A statement with the steps of its plan, as SQLite says them. */
export type Planned = { readonly statement: string; readonly steps: readonly string[] };

/** Tables that grow with what happens; none is read from end to end, but by an index of what is open in it. */
const GROWING = [
  'allocations',
  'balance_transactions',
  'connections',
  'emails',
  'inbox',
  'invoices',
  'invoice_versions',
  'journal',
  'outbox',
  'payment_targets',
  'payments',
  'refunds',
];

/** Scans that are meant, by a part of their statement, with the reason. */
const MEANT: Readonly<Record<string, string>> = {
  'left join "sweeps"': 'a tick reads the lists of every connection',
  'from "sweeps" inner join "connections"': 'the oldest of the lists of every connection',
  '"paused_at" is not null': 'paused ones among the connections, which are as many as businesses',
  'paused_at is not null': 'the same, written by hand',
};

/** The index of what is open, which is read whole: it does not grow with what is done. */
const OF_WHAT_IS_OPEN =
  /USING (?:COVERING )?INDEX \w+_(?:pending|quarantined|open|undelivered|dead|look|check|wake)/;

/** The steps of a plan that read more the more there is, each with its statement. */
export function scans({ statement, steps }: Planned): readonly string[] {
  if (Object.keys(MEANT).some((part) => statement.includes(part))) return [];
  return steps
    .filter((step) => {
      const [, scanned = ''] = /^SCAN (\w+)/.exec(step) ?? [];
      return GROWING.includes(scanned) && !OF_WHAT_IS_OPEN.test(step);
    })
    .map((step) => `${step}: ${statement.slice(0, 2_000)}`);
}

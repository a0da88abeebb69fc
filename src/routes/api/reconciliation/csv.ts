import type { Reconciliation } from '../../../operations/reconciliation/read-reconciliation.ts';

const COLUMNS = [
  'connectionId',
  'date',
  'currency',
  'opening',
  'charges',
  'refunds',
  'disputes',
  'processingFees',
  'disputeFees',
  'stripeFees',
  'payouts',
  'other',
  'foreign',
  'unclassified',
  'closing',
] as const satisfies readonly (keyof Reconciliation['days'][number])[];

/**
 * The days as CSV (RFC 4180), amounts in Stripe's minor units. Ids, dates, currency codes and integers need no quotes
 * and cannot be taken for a formula.
 */
export const reconciliationCsv = ({ days }: Reconciliation): string =>
  [COLUMNS.join(','), ...days.map((day) => COLUMNS.map((column) => day[column]).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');

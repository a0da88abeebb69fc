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
 * The days as CSV (RFC 4180): ids, dates, currency codes and integers, none of which needs quotes or could be taken
 * for a formula. Amounts in Stripe's minor units.
 */
export const reconciliationCsv = ({ days }: Reconciliation): string =>
  [COLUMNS.join(','), ...days.map((day) => COLUMNS.map((column) => day[column]).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');

import type { OfflinePayment } from '../invoice/status.ts';

type Method = OfflinePayment['method'];

/** What other systems call a way of paying, compared without case and signs. */
const CALLED: Readonly<Record<string, Method>> = {
  banktransfer: 'bank_transfer',
  transfer: 'bank_transfer',
  wire: 'bank_transfer',
  wiretransfer: 'bank_transfer',
  ach: 'bank_transfer',
  sepa: 'bank_transfer',
  bacs: 'bank_transfer',
  cash: 'cash',
  check: 'check',
  cheque: 'check',
  card: 'card',
  creditcard: 'card',
  debitcard: 'card',
};

/** The way that an invoice was paid elsewhere; what has no name here is kept in the other system's words. */
export function offlineMethod(paidBy: string | null): {
  readonly method: Method;
  readonly said: string | null;
} {
  if (paidBy === null) return { method: 'other', said: null };
  const method = CALLED[paidBy.toLowerCase().replaceAll(/[^a-z]/g, '')];
  return method === undefined ? { method: 'other', said: paidBy } : { method, said: null };
}

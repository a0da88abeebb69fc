import type { Id } from '../ids.ts';

/** What a receipt is for: a payment, one that staff recorded, or a refund. */
export const RECEIPT_KINDS = ['payment', 'offline_payment', 'refund'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

const PREFIXES = { payment: 'pay', offline_payment: 'off', refund: 'ref' } as const satisfies Record<
  ReceiptKind,
  string
>;

/** What an id names that a receipt is given for; null for any other. */
export const receiptKindOf = (sourceId: string): ReceiptKind | null =>
  RECEIPT_KINDS.find((kind) => sourceId.startsWith(`${PREFIXES[kind]}_`)) ?? null;

/** A receipt has the characters of what it is for, so that nothing more is stored of it. */
export const receiptIdOf = (sourceId: string): Id<'rcp'> => `rcp_${bodyOf(sourceId)}`;

/** Everything that a receipt with this id may be for; there is one of them at most. */
export const sourcesOf = (receiptId: string): readonly string[] =>
  RECEIPT_KINDS.map((kind) => `${PREFIXES[kind]}_${bodyOf(receiptId)}`);

const bodyOf = (id: string): string => id.slice(id.indexOf('_') + 1);

import type { ShownStatus } from '../../../domain/invoice/status.ts';

/** What an invoice's status is called wherever staff read it. */
export const INVOICE_STATUS = {
  draft: 'Draft',
  open: 'Open',
  paid: 'Paid',
  credited: 'Credited',
  void: 'Void',
  uncollectible: 'Uncollectible',
} as const satisfies Record<ShownStatus, string>;

import type { InvoiceStatus } from './state.ts';

/** Whether a message that was queued is still true when it goes: nobody is asked to pay what is void. */
export function mayStillBeSent(
  template: 'invoice_sent' | 'receipt' | 'invoice_voided',
  status: InvoiceStatus,
): boolean {
  switch (template) {
    case 'invoice_sent':
      return status === 'open' || status === 'paid';
    case 'invoice_voided':
      return status === 'void';
    case 'receipt':
      return true;
  }
}

import type { MovementDocument } from '../domain/ledger/types.ts';
import type { LedgerRow } from './ledger-rows.ts';
import type { CreditNoteRef, InvoiceView, ReceiptRef } from './model.ts';

type Refs = Pick<InvoiceView, 'receipts' | 'creditNotes'>;

type Documents = {
  readonly receipt: ReceiptRef | null;
  readonly note: CreditNoteRef | null;
};

/** What proves a row below the total, of what its reader can download. */
export function documentsOf(
  { document }: Pick<LedgerRow, 'document'>,
  { receipts = [], creditNotes }: Refs,
): Documents {
  const [source, noted] = document === null ? [null, null] : provedBy(document);
  return {
    receipt: receipts.find(({ sourceId }) => sourceId === source) ?? null,
    note: creditNotes.find(({ number }) => number === noted) ?? null,
  };
}

/** Whose receipt it is, and the number of its credit note. */
function provedBy(document: MovementDocument): readonly [source: string | null, note: string | null] {
  switch (document.kind) {
    case 'payment':
      return [document.paymentId, null];
    case 'offline_payment':
      return [document.id, null];
    case 'refund':
      return [document.id, document.creditNote];
    case 'credit_note':
      return [null, document.number];
    case 'credit':
      return [null, null];
    default:
      return document satisfies never;
  }
}

/** The documents that stand at no row: of refunds that failed, and of what is too long ago for a row of its own. */
export function otherDocuments(invoice: Refs, rows: readonly LedgerRow[]): Required<Refs> {
  const shown = rows.map((row) => documentsOf(row, invoice));
  return {
    receipts: (invoice.receipts ?? []).filter((ref) => !shown.some(({ receipt }) => receipt === ref)),
    creditNotes: invoice.creditNotes.filter((ref) => !shown.some(({ note }) => note === ref)),
  };
}

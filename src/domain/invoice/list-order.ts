import { type Id, parseId } from '../ids.ts';

/** What lists of invoices are sorted by; ids are as old as their invoices. */
export const INVOICE_SORTS = ['createdAt', 'updatedAt', 'issueDate', 'dueDate'] as const;
export type InvoiceSort = (typeof INVOICE_SORTS)[number];

export type InvoiceOrder = { readonly by: InvoiceSort; readonly direction: 'asc' | 'desc' };
export const NEWEST_FIRST: InvoiceOrder = { by: 'createdAt', direction: 'desc' };

/** The last invoice of a page, with what the list is sorted by; an invoice without that day has an empty one. */
export type InvoicePlace = { readonly id: Id<'inv'>; readonly key: string | number | null };

type Sorted = {
  readonly id: string;
  readonly updatedAt: number;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
};

/** What an invoice is sorted by; null where that is its id. */
export function sortKey(invoice: Sorted, by: InvoiceSort): string | number | null {
  switch (by) {
    case 'createdAt':
      return null;
    case 'updatedAt':
      return invoice.updatedAt;
    case 'issueDate':
      return invoice.issueDate ?? '';
    case 'dueDate':
      return invoice.dueDate ?? '';
  }
}

/** A place as a cursor: `inv_…`, or `2026-11-30~inv_…`. It holds what it is sorted by, since an invoice may move on. */
export const placeCursor = (invoice: Sorted, by: InvoiceSort): string => {
  const key = sortKey(invoice, by);
  return key === null ? invoice.id : `${key}~${invoice.id}`;
};

/** Reads a cursor of a list that is sorted so; null for that of another one. */
export function readPlace(cursor: string, by: InvoiceSort): InvoicePlace | null {
  const at = cursor.indexOf('~');
  const id = parseId('inv', cursor.slice(at + 1));
  const text = at === -1 ? null : cursor.slice(0, at);
  if (id === null || (text === null) !== (by === 'createdAt')) return null;
  switch (by) {
    case 'createdAt':
      return { id, key: null };
    case 'updatedAt':
      return text !== null && /^\d{1,15}$/.test(text) ? { id, key: Number(text) } : null;
    case 'issueDate':
    case 'dueDate':
      return text !== null && /^(?:\d{4}-\d{2}-\d{2})?$/.test(text) ? { id, key: text } : null;
  }
}

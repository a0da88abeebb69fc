/** What the list of customers is sorted by, in one currency. */
export const CUSTOMER_SORTS = [
  'billed',
  'paid',
  'open',
  'overdue',
  'failed',
  'processing',
  'credit',
  'last_payment',
  'days',
] as const;
export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

/** `overdue` is by the oldest day that is due; the others by amount, instant or days. */
export type CustomerOrder = { readonly sort: CustomerSort; readonly isAscending: boolean };

/** Where a page of a sorted list ends. */
export type CustomerPlace = { readonly key: string | number; readonly customerId: string };

/** An order as the address says it; null for the newest first. The oldest debt comes first unless asked otherwise. */
export function readOrder(sort: string, order: string): CustomerOrder | null {
  const found = CUSTOMER_SORTS.find((each) => each === sort);
  if (found === undefined) return null;
  const isOther = order === 'other';
  return { sort: found, isAscending: (found === 'overdue') !== isOther };
}

export const writePlace = ({ key, customerId }: CustomerPlace): string => `${key}~${customerId}`;

/** Null for what is no place of this list. */
export function readPlace(text: string, { sort }: CustomerOrder): CustomerPlace | null {
  const [, key = '', customerId = ''] = /^([0-9-]{1,20})~(cus_[0-9a-z]{26})$/.exec(text) ?? [];
  if (customerId === '') return null;
  if (sort === 'overdue') return { key, customerId };
  return /^-?\d+$/.test(key) ? { key: Number(key), customerId } : null;
}

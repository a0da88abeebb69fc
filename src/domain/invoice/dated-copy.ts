import type { InvoiceView } from './view.ts';

/** Raised with every change of what a view holds, so that none is drawn that was kept by other code. */
const VERSION = 1;

/** An invoice as its page showed it at an instant (ms), for when its database does not answer. */
export type DatedCopy = {
  readonly at: number;
  /** Where the business is, for writing `at`. */
  readonly timeZone: string;
  readonly view: InvoiceView;
};

/**
 * What of a view is true of that instant and needs nothing more to be read: no way to pay, by link or by transfer, since it may be
 * paid since, and no file, since each would have to be looked up.
 */
export const datedCopy = (view: InvoiceView, { at, timeZone }: Omit<DatedCopy, 'view'>): DatedCopy => ({
  at,
  timeZone,
  view: {
    ...view,
    transfer: null,
    attachments: [],
    receipts: [],
    creditNotes: [],
    ownPart: null,
    links: { ...view.links, pay: null, xml: null, allLines: null, copy: null },
  },
});

export const writeCopy = (copy: DatedCopy): string => JSON.stringify({ version: VERSION, ...copy });

/** The copy in a text; null for one of other code, and for what is none. */
export function readCopy(text: string): DatedCopy | null {
  try {
    const value: unknown = JSON.parse(text);
    return isCopy(value) ? value : null;
  } catch {
    return null;
  }
}

const isCopy = (value: unknown): value is DatedCopy =>
  isObject(value) &&
  Reflect.get(value, 'version') === VERSION &&
  typeof Reflect.get(value, 'at') === 'number' &&
  typeof Reflect.get(value, 'timeZone') === 'string' &&
  isObject(Reflect.get(value, 'view'));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

import type { DatedCopy } from '../../domain/invoice/dated-copy.ts';

/** Whose copy it is: the token of a link, which alone opens it, and for which readers it is written alike. */
export type CopyKey = { readonly token: string; readonly variant: string };

/** Copies of invoices' pages, near their readers and for a day at most. None of it ever fails: a copy is there, or it is not. */
export interface Copies {
  /** Keeps one, at most once a minute where nothing has changed. */
  keep(key: CopyKey, copy: DatedCopy): Promise<void>;
  find(key: CopyKey): Promise<DatedCopy | null>;
  /** Its link is refused by now. */
  forget(key: CopyKey): Promise<void>;
}

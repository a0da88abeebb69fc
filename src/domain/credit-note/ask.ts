import type { CreditAsk } from './creditable.ts';
import type { GiveBack } from './give-back.ts';

/** A credit note as staff asked for it. */
export type CreditNoteAsk = {
  /** Chosen by the caller, so that a retry issues the same one. */
  readonly creditNoteId: string;
  readonly credit: CreditAsk;
  /** Printed on it. */
  readonly reason: string | null;
  readonly giveBack: GiveBack;
  /** Staff know that what is left will be too small to be charged by itself. */
  readonly smallRest?: 'leave';
  /** The id of a draft with the invoice's lines, which is made with it to take the invoice's place. */
  readonly redraftId?: string;
  /** The named person who answers for it. */
  readonly issuedBy: string;
};

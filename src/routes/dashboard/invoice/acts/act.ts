import { z } from 'zod';
import { mapDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Context } from '../../../../operations/core/context.ts';
import type { Scope } from '../../../../operations/core/scope.ts';
import type { BusinessInvoice } from '../../../../operations/dashboard/read-invoice-record.ts';
import type { ActView } from '../../../../views/dashboard/invoice/act.tsx';
import type { INVOICE_WORDS } from '../../../../views/dashboard/words/invoice.ts';
import type { Writer } from '../../../../views/format.ts';
import { text } from '../../forms.ts';
import { type FormCommand, formField } from '../form-id.ts';
import type { Wrong } from '../undone.ts';

const version = text().transform((typed) => Number(typed) || 0);

/** How many of each line, in their order. */
const ofLines = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((typed): readonly string[] => [typed ?? []].flat().slice(0, 100));

/** Everything that any act's form sends; each reads what is its own. */
export const actForm = z.object({
  form: formField,
  version,
  amount: text(),
  how: text(),
  reason: text(),
  giveBack: text(),
  otherwise: text(),
  method: text(),
  reference: text(),
  receivedOn: text(),
  surplus: text(),
  smallRest: text(),
  receipt: text(),
  recorded: text(),
  to: text(),
  line: ofLines,
});
export type Typed = Readonly<Omit<z.output<typeof actForm>, 'form' | 'version'>>;

/** What an act is asked about. */
export type About = {
  readonly ctx: Context;
  readonly scope: Scope;
  readonly invoice: BusinessInvoice;
  readonly writer: Writer;
  /** Null before anything was typed. */
  readonly typed: Typed | null;
};

/** What is asked, with the problem of each field by its name. */
export type Asking = Pick<ActView, 'title' | 'text' | 'remarks' | 'fields' | 'button' | 'isDanger'>;

export type Pressed = {
  readonly ctx: Context;
  readonly scope: Scope;
  readonly invoice: BusinessInvoice;
  readonly typed: Typed;
  readonly command: FormCommand;
  /** The version that was shown. */
  readonly version: number;
  /** The member of staff who answers for it. */
  readonly by: string;
};

/** What was done: the flash message, and where it goes on if that is not the invoice's own page. */
export type Came = {
  readonly said: keyof typeof INVOICE_WORDS.said | null;
  /** Another invoice's page, or away from one that is no more. */
  readonly to?: { readonly invoiceId: string } | 'away';
};

/** Something that may be done to an invoice: what is asked before, and what does it. */
export type Act = {
  readonly ask: (about: About, problem: (field: string) => string | null) => Promise<Asking> | Asking;
  /** What was typed wrongly, or what came of it. */
  readonly press: (pressed: Pressed) => Promise<Wrong | Outcome<Came>>;
  /** Whether a form of an earlier version of the invoice is answered with how it stands now. */
  readonly isVersioned: boolean;
  /** Of what ends an invoice: whether this form did it before, when it was pressed already. */
  readonly wasDone?: (
    ctx: Context,
    of: { readonly scope: Scope; readonly invoiceId: string; readonly command: FormCommand },
  ) => Promise<boolean>;
};

/** What came of a verb, said in these words. */
export const saying = async (
  outcome: Promise<Outcome<unknown>>,
  said: Came['said'],
): Promise<Outcome<Came>> => mapDone(await outcome, () => ({ said }));

/** How an invoice is called in a title. */
export const nameOf = ({ view }: BusinessInvoice): string =>
  view.number === '' ? 'this draft' : view.number;

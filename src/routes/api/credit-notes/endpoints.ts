import { z } from '@hono/zod-openapi';
import type { CreditAsk } from '../../../domain/credit-note/creditable.ts';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { creditInvoice } from '../../../operations/invoices/apply-when-no-payment-open.ts';
import { listCreditNotes, readCreditNote } from '../../../operations/resources/credit-notes.ts';
import { readInvoice } from '../../../operations/resources/read-invoice.ts';
import { streamCreditNotes } from '../../../operations/resources/stream-credit-notes.ts';
import { creditNotesCsv, creditNoteTaxesCsv } from '../../credit-notes-csv.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { creditNote, creditNoteBody, creditNoteSummary, settlementBody } from '../schemas/credit-note.ts';
import { csvAnswer } from '../schemas/csv.ts';
import { idOf } from '../schemas/fields.ts';
import { invoice } from '../schemas/invoice.ts';
import { byId, listOf, pageOf, pageQuery } from '../schemas/lists.ts';

/** What refuses a credit note, beside a missing invoice. */
export const CREDIT_REFUSALS = [
  'invoice_not_open',
  'verb_pending',
  'payment_in_progress',
  'payments_being_restored',
  'stripe_unavailable',
  'credit_exceeds_invoice',
  'rest_too_small',
  'give_back_missing',
  'give_back_not_refundable',
  'give_back_not_kept',
] as const;

const issue = endpoint(
  {
    method: 'post',
    path: '/invoices/{id}/credit-notes',
    operationId: 'issueCreditNote',
    tag: 'Invoices',
    summary: 'Credit an invoice',
    description: [
      'Corrects an open, paid or part-paid invoice in full, by amount or by line, with its tax; several may, up to all of it.',
      'First it takes off what is still due: an invoice that comes to nothing is `credited`, or `paid` where a part was paid.',
      'What was paid is given back by `giveBack`. An open payment is closed before; a bank debit that is under way refuses it.',
      'A part is refused if what is left would be too small to be charged by itself, unless `smallRest` says that you know.',
    ].join(' '),
    params: byId,
    query: NOTHING,
    body: creditNoteBody,
    bodyOptional: true,
    status: 201,
    answer: creditNote,
    refuses: ['not_found', ...CREDIT_REFUSALS],
  },
  async ({ ctx, caller: { scope, name }, command: { commandId, seed }, params, body }) => {
    const creditNoteId = `cno_${seed}`;
    const note = {
      creditNoteId,
      credit: creditAsk(body),
      reason: body.reason ?? null,
      giveBack: { by: body.giveBack ?? null, otherwise: body.otherwise ?? null },
      ...(body.smallRest === 'leave' && { smallRest: body.smallRest }),
      issuedBy: body.issuedBy ?? name,
    };
    const issued = await creditInvoice(ctx, { scope, invoiceId: params.id, commandId, note });
    return thenRead(issued, () => readCreditNote(ctx, { scope, creditNoteId }));
  },
);

const reissued = z
  .strictObject({
    object: z.literal('reissue'),
    creditNote,
    draft: invoice,
  })
  .openapi('Reissue');

const reissue = endpoint(
  {
    method: 'post',
    path: '/invoices/{id}/reissue',
    operationId: 'reissueInvoice',
    tag: 'Invoices',
    summary: 'Credit an invoice and draft it again',
    description: [
      'In one step: all that is left of the invoice is credited, and a draft with its lines is made, to be corrected and',
      'issued in its place. A due date that is over is left out of it. What was paid is given back by `giveBack`: as',
      '`credit`, it pays for the new invoice when that is finalized.',
    ].join(' '),
    params: byId,
    query: NOTHING,
    body: z.strictObject(settlementBody).openapi('ReissueInput'),
    bodyOptional: true,
    status: 201,
    answer: reissued,
    refuses: ['not_found', 'customer_erased', ...CREDIT_REFUSALS],
  },
  async ({ ctx, caller: { scope, name }, command: { commandId, seed }, params, body }) => {
    const creditNoteId = `cno_${seed}`;
    const draftId = `inv_${seed}`;
    const note = {
      creditNoteId,
      credit: { kind: 'full' },
      redraftId: draftId,
      reason: body.reason ?? null,
      giveBack: { by: body.giveBack ?? null, otherwise: body.otherwise ?? null },
      issuedBy: body.issuedBy ?? name,
    } as const;
    const issued = await creditInvoice(ctx, { scope, invoiceId: params.id, commandId, note });
    return thenRead(issued, async () => {
      const noted = await readCreditNote(ctx, { scope, creditNoteId });
      return thenRead(noted, async (value) =>
        mapDone(await readInvoice(ctx, { scope, invoiceId: draftId }), (draft) => ({
          object: 'reissue' as const,
          creditNote: value,
          draft,
        })),
      );
    });
  },
);

function creditAsk({ amount, lines }: z.output<typeof creditNoteBody>): CreditAsk {
  if (amount !== undefined) return { kind: 'amount', amount };
  if (lines === undefined) return { kind: 'full' };
  return {
    kind: 'lines',
    lines: lines.map(({ position, quantity, amount: ofLine }) => ({
      position,
      ...(quantity !== undefined && { quantity }),
      ...(ofLine !== undefined && { amount: ofLine }),
    })),
  };
}

type Filtered = { readonly invoiceId?: string | undefined; readonly customerId?: string | undefined };

const filtersOf = ({ invoiceId, customerId }: Filtered) => ({
  invoiceId: invoiceId ?? null,
  customerId: customerId ?? null,
});

const query = z.strictObject({
  ...pageQuery('cno'),
  invoiceId: idOf('inv').optional(),
  customerId: idOf('cus').optional(),
});

const list = endpoint(
  {
    method: 'get',
    path: '/credit-notes',
    operationId: 'listCreditNotes',
    tag: 'Invoices',
    summary: 'List credit notes, newest first',
    params: NOTHING,
    query,
    body: NOTHING,
    answer: listOf(creditNoteSummary).openapi('CreditNoteList'),
    refuses: [],
  },
  ({ ctx, caller, query: { invoiceId, customerId, ...page } }) => {
    const filters = filtersOf({ invoiceId, customerId });
    return listCreditNotes(ctx, { scope: caller.scope, filters, page: pageOf(page) });
  },
);

const read = endpoint(
  {
    method: 'get',
    path: '/credit-notes/{id}',
    operationId: 'readCreditNote',
    tag: 'Invoices',
    summary: 'Read a credit note',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: creditNote,
    refuses: ['not_found'],
  },
  ({ ctx, caller, params }) => readCreditNote(ctx, { scope: caller.scope, creditNoteId: params.id }),
);

const csv = {
  method: 'get',
  tag: 'Invoices',
  params: NOTHING,
  query: z.strictObject({ invoiceId: idOf('inv').optional(), customerId: idOf('cus').optional() }),
  body: NOTHING,
  answer: csvAnswer,
  media: 'text/csv',
  refuses: [],
} as const;
const AMOUNTS = 'Amounts are integer minor units of the currency.';

const exported = endpoint(
  {
    ...csv,
    path: '/credit-notes.csv',
    operationId: 'exportCreditNotes',
    summary: 'Export credit notes as CSV',
    description: AMOUNTS,
  },
  async ({ ctx, caller: { scope }, query: asked }) =>
    mapDone(await streamCreditNotes(ctx, { scope, filters: filtersOf(asked) }), creditNotesCsv),
);

const taxes = endpoint(
  {
    ...csv,
    path: '/credit-note-taxes.csv',
    operationId: 'exportCreditNoteTaxes',
    summary: 'Export the taxes of credit notes as CSV',
    description: `A row for each rate of each credit note. ${AMOUNTS}`,
  },
  async ({ ctx, caller: { scope }, query: asked }) =>
    mapDone(await streamCreditNotes(ctx, { scope, filters: filtersOf(asked) }), creditNoteTaxesCsv),
);

export const creditNoteEndpoints = [issue, reissue, list, read, exported, taxes];

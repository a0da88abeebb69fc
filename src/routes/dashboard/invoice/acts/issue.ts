import { whenToCollect } from '../../../../domain/collection/policy.ts';
import { emailProblem } from '../../../../domain/email-address.ts';
import { mapDone } from '../../../../domain/outcome.ts';
import { customerPolicy, merchantPolicy } from '../../../../operations/facts/policies.ts';
import { deleteDraft } from '../../../../operations/invoices/delete-draft.ts';
import { finalizeInvoice } from '../../../../operations/invoices/finalize.ts';
import { rotateLink } from '../../../../operations/invoices/rotate-link.ts';
import { sendInvoice } from '../../../../operations/invoices/send.ts';
import { ACT_WORDS as words } from '../../../../views/dashboard/words/invoice-acts.ts';
import type { Writer } from '../../../../views/format.ts';
import { isolate } from '../../../../views/text.ts';
import { type About, type Act, nameOf, saying } from './act.ts';

const PLAIN = { remarks: [], fields: [] } as const;
const MOST = 20;

const send: Act = {
  isVersioned: false,
  ask: ({ invoice, typed, writer }, problem) => {
    const known = invoice.goesTo;
    return {
      title: (invoice.row.sentAt === null ? words.send.title : words.send.titleAgain)(nameOf(invoice)),
      text: sendText(invoice, writer),
      remarks: invoice.row.status === 'draft' ? sendRemarks(invoice, writer) : [],
      fields: [
        {
          kind: 'lines',
          name: 'to',
          label: words.send.to,
          hint:
            known.length === 0 ? words.send.nobody : `${words.send.toHint} ${known.map(isolate).join(', ')}`,
          value: typed?.to ?? '',
          problem: problem('to'),
        },
      ],
      button: words.send.button,
      isDanger: false,
    };
  },
  press: async ({ ctx, scope, invoice, typed, command }) => {
    const given = typed.to.split(/[\s,;]+/).filter((address) => address !== '');
    const wrong = given.find((address) => emailProblem(address) !== null);
    if (wrong !== undefined) return { field: 'to', text: words.addressWrong(isolate(wrong.slice(0, 254))) };
    if (given.length > MOST) return { field: 'to', text: words.tooMany };
    const to = given.length === 0 ? null : given;
    const ask = { invoiceId: invoice.row.id, commandId: command.commandId, to };
    return saying(sendInvoice(ctx, { scope, ...ask }), 'invoice_sent');
  },
};

/** What of a draft is sent to whom, and what is charged by itself then. */
function sendRemarks({ row, view, customer, merchant }: About['invoice'], writer: Writer): readonly string[] {
  const { policy } = whenToCollect(merchantPolicy(merchant), customerPolicy(customer), row.collectPolicy);
  const due = row.dueDate === null ? null : writer.date(row.dueDate);
  return [
    words.send.what(writer.amount(view.total), isolate(view.customer.name), due),
    words.send.charged[policy],
  ];
}

function sendText({ row }: About['invoice'], writer: Writer): string {
  if (row.status === 'draft') return words.send.draft;
  if (row.sentAt === null) return row.status === 'paid' ? words.send.copy : words.send.first;
  return words.send.again(writer.instant(row.sentAt, row.timeZone));
}

const finalize: Act = {
  isVersioned: false,
  ask: ({ invoice }) => ({
    ...PLAIN,
    title: words.finalize.title(nameOf(invoice)),
    text: words.finalize.text,
    button: words.finalize.button,
    isDanger: false,
  }),
  press: ({ ctx, scope, invoice, command: { commandId } }) =>
    saying(finalizeInvoice(ctx, { scope, invoiceId: invoice.row.id, commandId }), 'invoice_finalized'),
};

const remove: Act = {
  isVersioned: false,
  ask: ({ invoice }) => ({
    ...PLAIN,
    title: words.delete.title(nameOf(invoice)),
    text: words.delete.text,
    button: words.delete.button,
    isDanger: true,
  }),
  press: async ({ ctx, scope, invoice, command: { commandId } }) =>
    mapDone(await deleteDraft(ctx, { scope, invoiceId: invoice.row.id, commandId }), () => ({
      said: null,
      to: 'away' as const,
    })),
  wasDone: async (ctx, { scope, invoiceId, command: { commandId } }) =>
    (await deleteDraft(ctx, { scope, invoiceId, commandId })).kind === 'done',
};

const rotate: Act = {
  isVersioned: false,
  ask: () => ({
    ...PLAIN,
    title: words['rotate-link'].title,
    text: words['rotate-link'].text,
    button: words['rotate-link'].button,
    isDanger: true,
  }),
  press: ({ ctx, scope, invoice, command: { commandId } }) =>
    saying(rotateLink(ctx, { scope, invoiceId: invoice.row.id, commandId }), 'link_rotated'),
};

/** What writes, finalizes and sends, and moves no money by itself. */
export const ISSUE_ACTS = {
  send,
  finalize,
  delete: remove,
  'rotate-link': rotate,
} as const satisfies Readonly<Record<string, Act>>;

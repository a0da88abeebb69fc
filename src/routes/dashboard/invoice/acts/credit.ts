import type { CreditAsk } from '../../../../domain/credit-note/creditable.ts';
import type { GiveBack } from '../../../../domain/credit-note/give-back.ts';
import { mapDone } from '../../../../domain/outcome.ts';
import { textProblem, tidyText } from '../../../../domain/text.ts';
import { creditInvoice } from '../../../../operations/invoices/apply-when-no-payment-open.ts';
import type { ActField } from '../../../../views/dashboard/invoice/act.tsx';
import { ACT_WORDS } from '../../../../views/dashboard/words/invoice-acts.ts';
import type { Wrong } from '../undone.ts';
import { type About, type Act, nameOf, type Pressed, type Typed } from './act.ts';
import { typedAmount, WRONG_AMOUNT } from './amounts.ts';

const words = ACT_WORDS.credit;
const recording = ACT_WORDS['record-payment'];

/** Credits an invoice in full or by an amount. */
export const credit: Act = {
  isVersioned: true,
  ask: (about, problem) => {
    const { invoice, typed, writer } = about;
    const { row, view } = invoice;
    return {
      title: words.title(nameOf(invoice)),
      text: words.text(writer.amount(row.amountDue - row.amountCredited)),
      remarks: [],
      fields: [
        {
          kind: 'choice',
          name: 'how',
          label: words.how,
          value: typed?.how ?? 'full',
          options: Object.entries(words.hows),
        },
        {
          kind: 'amount',
          name: 'amount',
          label: `${words.amount} (${view.currency})`,
          value: typed?.amount ?? '',
          problem: problem('amount'),
        },
        ...settling(about, problem),
        {
          kind: 'list',
          name: 'smallRest',
          label: recording.smallRest,
          value: typed?.smallRest ?? 'refuse',
          options: Object.entries(recording.smallRests),
        },
      ],
      button: words.button,
      isDanger: true,
    };
  },
  press: async (pressed) => {
    const { typed, invoice } = pressed;
    const amount = typedAmount(typed.amount, invoice.view.currency);
    if (typed.how === 'amount' && amount === null) return WRONG_AMOUNT;
    const asked: CreditAsk =
      typed.how === 'amount' && amount !== null ? { kind: 'amount', amount } : { kind: 'full' };
    return issue(pressed, asked, null);
  },
};

/** Credits all that is left, and drafts the invoice again. */
export const replace: Act = {
  isVersioned: true,
  ask: (about, problem) => ({
    title: ACT_WORDS.replace.title(nameOf(about.invoice)),
    text: ACT_WORDS.replace.text,
    remarks: [],
    fields: settling(about, problem),
    button: ACT_WORDS.replace.button,
    isDanger: true,
  }),
  press: (pressed) => issue(pressed, { kind: 'full' }, `inv_${pressed.command.seed}`),
};

/** Why, and what becomes of what was paid, where anything was. */
function settling(
  { invoice: { row }, typed }: About,
  problem: (field: string) => string | null,
): readonly ActField[] {
  const isPaid = row.amountPaid > row.amountCredited;
  const reason: ActField = {
    kind: 'text',
    name: 'reason',
    label: words.reason,
    hint: words.reasonHint,
    value: typed?.reason ?? '',
    problem: problem('reason'),
  };
  if (!isPaid && (typed?.giveBack ?? '') === '') return [reason];
  return [
    reason,
    {
      kind: 'list',
      name: 'giveBack',
      label: words.giveBack,
      hint: words.giveBackHint,
      value: typed?.giveBack ?? '',
      options: Object.entries(words.giveBacks),
      problem: problem('giveBack'),
    },
    {
      kind: 'list',
      name: 'otherwise',
      label: words.otherwise,
      value: typed?.otherwise ?? '',
      options: Object.entries(words.otherwises),
      problem: problem('otherwise'),
    },
  ];
}

async function issue(
  { ctx, scope, invoice, typed, command: { commandId, seed }, by }: Pressed,
  asked: CreditAsk,
  redraftId: string | null,
): ReturnType<Act['press']> {
  const reason = tidyText(typed.reason).slice(0, 1000);
  const wrong = textProblem(reason, { lineBreaks: true });
  if (wrong !== null) return { field: 'reason', text: `This text ${wrong}.` } satisfies Wrong;
  const issued = await creditInvoice(ctx, {
    scope,
    invoiceId: invoice.row.id,
    commandId,
    note: {
      creditNoteId: `cno_${seed}`,
      credit: asked,
      reason: reason === '' ? null : reason,
      giveBack: giveBackOf(typed),
      ...(typed.smallRest === 'leave' && { smallRest: 'leave' }),
      ...(redraftId !== null && { redraftId }),
      issuedBy: by,
    },
  });
  return mapDone(issued, () =>
    redraftId === null
      ? ({ said: 'invoice_credited' } as const)
      : ({ said: 'invoice_replaced', to: { invoiceId: redraftId } } as const),
  );
}

const WAYS = ['refund', 'credit', 'outside'] as const;
const OTHERWISE = ['credit', 'outside'] as const;

const giveBackOf = ({ giveBack, otherwise }: Typed): GiveBack => ({
  by: WAYS.find((way) => way === giveBack) ?? null,
  otherwise: OTHERWISE.find((way) => way === otherwise) ?? null,
});

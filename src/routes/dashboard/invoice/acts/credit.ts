import { quantityOf } from '../../../../domain/compose/read-typed.ts';
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

/** Credits an invoice in full, by an amount, or by how many of its lines. */
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
          options: Object.entries(words.hows).filter(([how]) => how !== 'lines' || hasLines(about)),
          problem: problem('how'),
        },
        {
          kind: 'amount',
          name: 'amount',
          label: `${words.amount} (${view.currency})`,
          value: typed?.amount ?? '',
          problem: problem('amount'),
        },
        ...(hasLines(about) ? lineFields(about, problem) : []),
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
    if (typed.how === 'lines') return byLine(pressed);
    const amount = typedAmount(typed.amount, invoice.view.currency);
    if (typed.how === 'amount' && amount === null) return WRONG_AMOUNT;
    const asked: CreditAsk =
      typed.how === 'amount' && amount !== null ? { kind: 'amount', amount } : { kind: 'full' };
    return issue(pressed, asked, null);
  },
};

/** So many lines are written below one another at most; more are credited through the API. */
const MOST_LINES = 30;

const hasLines = ({ invoice: { view } }: Pick<About, 'invoice'>): boolean =>
  view.lineCount <= MOST_LINES && view.lines.length === view.lineCount;

const lineFields = (
  { invoice: { view }, typed, writer }: About,
  problem: (field: string) => string | null,
): readonly ActField[] =>
  view.lines.map(({ quantity, description, amount }, position) => ({
    kind: 'amount',
    name: 'line',
    id: `line-${position}`,
    label: words.line(writer.decimal(quantity), description, writer.amount(amount)),
    value: typed?.line[position] ?? '',
    problem: problem(`line-${position}`),
  }));

async function byLine(pressed: Pressed): ReturnType<Act['press']> {
  const asked = pressed.typed.line.flatMap((typed, position) =>
    typed.trim() === '' ? [] : [{ position, quantity: quantityOf(typed.trim()) }],
  );
  const wrong = asked.find(({ quantity }) => quantity === null);
  if (wrong !== undefined) return { field: `line-${wrong.position}`, text: words.lineWrong };
  if (asked.length === 0) return { field: 'how', text: words.noLine };
  const lines = asked.map(({ position, quantity }) => ({ position, quantity: quantity ?? '' }));
  const issued = await issue(pressed, { kind: 'lines', lines }, null);
  if (!('kind' in issued) || issued.kind !== 'refused') return issued;
  const { rejection } = issued;
  if (rejection.code !== 'credit_exceeds_invoice') return issued;
  const [, place] = /^lines\[(\d+)\]/.exec(rejection.path) ?? [];
  const position = place === undefined ? undefined : lines[Number(place)]?.position;
  if (position === undefined) return issued;
  const isDone = rejection.left === '0';
  return { field: `line-${position}`, text: isDone ? words.lineDone : words.lineLeft(rejection.left) };
}

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

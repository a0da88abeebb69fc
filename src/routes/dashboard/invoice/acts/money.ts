import { mapDone } from '../../../../domain/outcome.ts';
import { pauseByStaff, resumeByStaff } from '../../../../operations/autopay/pause-by-staff.ts';
import {
  applyCredit,
  markUncollectible,
  voidInvoice,
} from '../../../../operations/invoices/apply-when-no-payment-open.ts';
import { startCollecting } from '../../../../operations/invoices/start-collecting.ts';
import { INVOICE_WORDS } from '../../../../views/dashboard/words/invoice.ts';
import { ACT_WORDS as words } from '../../../../views/dashboard/words/invoice-acts.ts';
import { type Act, nameOf, type Pressed, saying } from './act.ts';
import { typedAmount, WRONG_AMOUNT } from './amounts.ts';
import { charge } from './charge.ts';
import { credit, replace } from './credit.ts';
import { recordPayment } from './record-payment.ts';
import { reverseRecorded } from './reverse-payment.ts';

const PLAIN = { remarks: [], fields: [] } as const;
const of = ({ scope, invoice, command }: Pressed) => ({
  scope,
  invoiceId: invoice.row.id,
  commandId: command.commandId,
});

const voiding: Act = {
  isVersioned: true,
  ask: ({ invoice }) => ({
    ...PLAIN,
    title: words.void.title(nameOf(invoice)),
    text: words.void.text,
    button: words.void.button,
    isDanger: true,
  }),
  press: (pressed) => saying(voidInvoice(pressed.ctx, of(pressed)), 'invoice_voided'),
};

const uncollectible: Act = {
  isVersioned: true,
  ask: ({ invoice }) => ({
    ...PLAIN,
    title: words.uncollectible.title(nameOf(invoice)),
    text: words.uncollectible.text,
    button: words.uncollectible.button,
    isDanger: true,
  }),
  press: (pressed) => saying(markUncollectible(pressed.ctx, of(pressed)), 'written_off'),
};

const collect: Act = {
  isVersioned: false,
  ask: ({ invoice }) => ({
    ...PLAIN,
    title: words.collect.title(nameOf(invoice)),
    text: words.collect.text,
    button: words.collect.button,
    isDanger: false,
  }),
  press: (pressed) => saying(startCollecting(pressed.ctx, of(pressed)), 'collecting_started'),
};

const useCredit: Act = {
  isVersioned: true,
  ask: ({ invoice, typed }, problem) => ({
    title: words['apply-credit'].title(nameOf(invoice)),
    text: words['apply-credit'].text,
    remarks: [],
    fields: [
      {
        kind: 'amount',
        name: 'amount',
        label: `${words['apply-credit'].amount} (${invoice.view.currency})`,
        hint: words['apply-credit'].amountHint,
        value: typed?.amount ?? '',
        problem: problem('amount'),
      },
    ],
    button: words['apply-credit'].button,
    isDanger: false,
  }),
  press: async (pressed) => {
    const amount = typedAmount(pressed.typed.amount, pressed.invoice.view.currency);
    if (amount === null && pressed.typed.amount.trim() !== '') return WRONG_AMOUNT;
    return saying(applyCredit(pressed.ctx, { ...of(pressed), amount }), 'credit_applied');
  },
};

const toggle = (act: 'pause' | 'resume'): Act => ({
  isVersioned: false,
  ask: () => ({
    ...PLAIN,
    title: INVOICE_WORDS.acts[act],
    text: '',
    button: INVOICE_WORDS.acts[act],
    isDanger: false,
  }),
  press: async ({ ctx, scope, invoice }) => {
    const ask = { scope, invoiceId: invoice.row.id };
    const came = await (act === 'pause' ? pauseByStaff(ctx, ask) : resumeByStaff(ctx, ask));
    return mapDone(came, () => ({ said: act === 'pause' ? 'autopay_paused' : 'autopay_resumed' }));
  },
});

/** What moves money, or says that it is not owed. */
export const MONEY_ACTS = {
  void: voiding,
  credit,
  replace,
  'record-payment': recordPayment,
  'reverse-payment': reverseRecorded,
  'apply-credit': useCredit,
  charge,
  pause: toggle('pause'),
  resume: toggle('resume'),
  uncollectible,
  collect,
} as const satisfies Readonly<Record<string, Act>>;

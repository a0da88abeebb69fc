import { mapDone, refused } from '../../../../domain/outcome.ts';
import { type ChargeOffer, chargeNow, offerCharge } from '../../../../operations/dashboard/charge-now.ts';
import { methodView } from '../../../../operations/facts/ledger.ts';
import { ACT_WORDS } from '../../../../views/dashboard/words/invoice-acts.ts';
import type { Writer } from '../../../../views/format.ts';
import { wrongOf } from '../undone.ts';
import { type About, type Act, type Asking, nameOf } from './act.ts';

const words = ACT_WORDS.charge;

/** Charges an invoice at once, to a method on file that may be. */
export const charge: Act = {
  // The verb itself says that the invoice has changed.
  isVersioned: false,
  ask: async (about, problem) => {
    const { ctx, scope, invoice } = about;
    const offer = await offerCharge(ctx, { scope, invoiceId: invoice.row.id });
    return offer.kind === 'done' ? askedOf(offer.value, about, problem) : nothingToCharge(about, '');
  },
  press: async ({ ctx, scope, invoice, typed, command, version }) => {
    const ask = { invoiceId: invoice.row.id, methodId: typed.method, version };
    const charged = await chargeNow(ctx, { scope, ...ask, paymentId: `pay_${command.seed}` });
    return mapDone(charged, ({ kind }) => ({ said: `charge_${kind}` as const }));
  },
};

const nothingToCharge = ({ invoice }: About, text: string): Asking => ({
  title: words.title(nameOf(invoice)),
  text,
  remarks: [],
  fields: [],
  button: null,
  isDanger: false,
});

function askedOf(offer: ChargeOffer, about: About, problem: (field: string) => string | null): Asking {
  const { invoice, writer, typed } = about;
  const { timeZone } = invoice.row;
  if (offer.refusal !== null) {
    return nothingToCharge(about, wrongOf(refused(offer.refusal), writer, timeZone).text);
  }
  const free = offer.methods.filter(({ whyNot }) => whyNot === null);
  const remarks = othersOf(offer, writer);
  if (free.length === 0) return { ...nothingToCharge(about, words.none), remarks };
  return {
    title: words.title(nameOf(invoice)),
    text: words.text(writer.amount(offer.amount)),
    remarks,
    fields: [
      {
        kind: 'choice',
        name: 'method',
        label: words.method,
        value: typed?.method ?? free[0]?.methodId ?? '',
        options: free.map(({ methodId, card }) => [methodId, writer.shortMethod(methodView(card))]),
        problem: problem('methodId'),
      },
    ],
    button: words.button(writer.amount(offer.amount)),
    isDanger: false,
  };
}

const othersOf = ({ methods }: ChargeOffer, writer: Writer): readonly string[] => {
  const others = methods.flatMap(({ card, whyNot }) =>
    whyNot === null || whyNot === 'detached'
      ? []
      : [`${writer.shortMethod(methodView(card))} (${words.cannot[whyNot]})`],
  );
  return others.length === 0 ? [] : [`${words.others} ${others.join(', ')}.`];
};

import { readAutopay } from '../../operations/autopay/read-autopay.ts';
import type { Context } from '../../operations/core/context.ts';
import type { Visit } from '../../operations/facts/visit.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import type { AutopayView } from '../../views/portal/autopay-view.ts';
import { settingsWriter } from '../../views/portal/settings-writer.ts';
import { autopayTerms } from '../../views/portal/terms.ts';
import { typedAmount } from '../../views/typed-amount.ts';
import { proofOf } from './consent.ts';
import { capField, type TypedChoices } from './schemas/autopay.ts';

type Again = Pick<AutopayView, 'problem' | 'problemIn'> & { readonly typed: TypedChoices | null };

/** What the page of automatic payment shows a customer: how it stands, or what was typed and is wrong. */
export async function autopayViewOf(
  ctx: Context,
  visit: Visit,
  { typed, problem, problemIn }: Again,
): Promise<AutopayView> {
  const { value: autopay } = await readAutopay(ctx, visit);
  const writer = settingsWriter(await speechFor(visit.locale), visit.merchant.timeZone);
  const terms = autopayTerms(writer, visit.merchant);
  const own = visit.merchant.defaultCurrency;
  const caps = autopay.currencies.map((currency) => {
    const name = capField(currency, own);
    const cap = autopay.caps.find((each) => each.currency === currency);
    const kept = cap === undefined ? '' : typedAmount(currency, cap.amount, writer.locale);
    return { name, currency, typed: typed?.[name] ?? kept };
  });
  return {
    ...autopay,
    form: {
      when: typed?.when ?? (autopay.policy === 'on_send' ? 'on_send' : 'on_due_date'),
      methodId: typed?.method ?? autopay.methods[0]?.id ?? '',
      caps,
    },
    problem,
    problemIn,
    terms: { text: terms.text, proof: await proofOf(terms) },
  };
}

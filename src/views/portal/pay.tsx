import { Notice } from '../components/flash.tsx';
import { Lead, Section, WayOn } from '../components/prose.tsx';
import type { MerchantView } from '../model.ts';
import { isolate } from '../text.ts';
import { type PortalContext, portalPage } from './frame.tsx';
import { PayForm } from './pay-form.tsx';
import { payPath } from './pay-path.ts';
import type { Payee, PayTrouble, PayView } from './pay-view.ts';
import { type PortalWriter, portalWriter } from './writer.ts';

/** The review page of a payment: each invoice, the total, one button. Opening it changes nothing. */
export function payPage(view: PayView, context: PortalContext): string {
  const writer = portalWriter(context.speech);
  const words = writer.portal.pay;
  const currencies = [...new Set(view.payable.map(({ currency }) => currency))];
  const [currency] = currencies;
  const trouble =
    view.trouble === null
      ? null
      : troubleText(view.trouble, currency ?? null, context.visit.merchant, writer);
  const body = (
    <>
      <h1>{words.title}</h1>
      {trouble !== null && (
        <Notice tone="bad" role="alert">
          {trouble}
        </Notice>
      )}
      {currency === undefined ? (
        <Lead>{view.leftOut.length === 0 ? words.nothingChosen : words.none}</Lead>
      ) : currencies.length > 1 ? (
        <EachCurrency payable={view.payable} currencies={currencies} writer={writer} />
      ) : (
        <PayForm view={view} currency={currency} csrf={context.visit.csrf} writer={writer} />
      )}
      <LeftOut invoices={view.leftOut} writer={writer} />
      <WayOn href="/portal/invoices">{words.back}</WayOn>
    </>
  );
  return portalPage({ title: words.title, context, area: 'invoices', body });
}

function troubleText(
  what: PayTrouble,
  currency: string | null,
  { name, email }: MerchantView,
  writer: PortalWriter,
): string | null {
  const words = writer.portal.pay;
  switch (what.kind) {
    case 'changed':
    case 'busy':
    case 'unavailable':
    case 'refused':
    case 'held':
    case 'paused':
      return words[what.kind];
    case 'catching_up':
      return words.catchingUp;
    case 'under_review':
      return words.underReview;
    case 'declines':
      return email === null
        ? words.declines(isolate(name))
        : words.declinesByMail(isolate(name), isolate(email));
    case 'unsure':
      return writer.words.success.unknownExplained;
    // Each is shown beside its field.
    case 'currencies':
    case 'parts':
      return null;
    case 'sum': {
      if (what.limit === null || currency === null) return words.notOnline;
      const limit = writer.amount(currency, what.limit);
      return what.reason === 'below_minimum' ? words.tooLittle(limit) : words.tooMuch(limit);
    }
    default:
      return what satisfies never;
  }
}

type Apart = {
  readonly payable: readonly Payee[];
  readonly currencies: readonly string[];
  readonly writer: PortalWriter;
};

/** Several currencies: each is paid separately. */
const EachCurrency = ({ payable, currencies, writer }: Apart) => {
  const words = writer.portal.pay;
  const idsIn = (currency: string) =>
    payable.filter((invoice) => invoice.currency === currency).map(({ id }) => id);
  return (
    <>
      <Lead>{words.currencies}</Lead>
      <ul class="choices">
        {currencies.map((currency) => (
          <li>
            <a href={payPath(idsIn(currency))}>{words.payIn(currency)}</a>
          </li>
        ))}
      </ul>
    </>
  );
};

const LeftOut = ({ invoices, writer }: { invoices: PayView['leftOut']; writer: PortalWriter }) => {
  const words = writer.portal.pay;
  if (invoices.length === 0) return null;
  return (
    <Section title={words.leftOut}>
      <ul class="choices">
        {invoices.map(({ number, reason }) => (
          <li>
            <b>{isolate(number)}</b> {words.reason[reason]}
          </li>
        ))}
      </ul>
    </Section>
  );
};

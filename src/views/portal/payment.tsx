import { localDateAt } from '../../domain/calendar.ts';
import { outcomeCard, outcomeFact } from '../components/outcome.ts';
import { Section } from '../components/prose.tsx';
import { Markup, render } from '../components/render.ts';
import { Cell, Row, Table } from '../components/table.tsx';
import { Money } from '../components/values.tsx';
import { type Html, html, NOTHING } from '../html.ts';
import { failureSentence } from '../i18n/dictionary.ts';
import type { MethodView } from '../model.ts';
import { isolate, sentenceCase } from '../text.ts';
import { type PortalContext, portalPage } from './frame.tsx';
import { payPath } from './pay-path.ts';
import { type PortalWriter, portalWriter } from './writer.ts';

export type PaymentPageView = {
  readonly id: string;
  readonly outcome: 'succeeded' | 'processing' | 'failed' | 'open' | 'unknown' | 'returned';
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  /** Ms since the epoch. */
  readonly at: number;
  readonly method: MethodView | null;
  readonly failureCode: string | null;
  /** Where its receipt is; null while nothing came. */
  readonly receiptPath: string | null;
  readonly invoices: readonly {
    readonly id: string;
    readonly number: string;
    readonly amount: number;
    readonly viewUrl: string;
    readonly isOwed: boolean;
  }[];
};

type Context = PortalContext & {
  readonly visit: { readonly merchant: { readonly timeZone: string } };
};

/** The page that Stripe returns to: how much was paid, when, how, and for which invoices. The design is that of the page behind a link. */
export function paymentPage(view: PaymentPageView, context: Context): string {
  const writer = portalWriter(context.speech);
  const words = writer.portal.payment;
  const title = words.title[view.outcome];
  const explanation = sentence(view, writer);
  const { sentenceGap } = writer.words;
  const card = {
    outcome: view.outcome,
    title,
    amount: writer.amount(view.currency, view.amount),
    whom: whom(view, context, writer),
    sentences: explanation === null ? [] : [explanation],
    facts: facts(view, context, writer),
    list: render(<Invoices view={view} writer={writer} />),
    actions: [next(view, writer), receipt(view, writer), html`<a href="/portal/invoices">${words.back}</a>`],
  };
  const body = (
    <div class="middle">
      <Markup of={outcomeCard(card, sentenceGap)} />
    </div>
  );
  return portalPage({ title, context, area: 'invoices', body });
}

function whom({ outcome }: PaymentPageView, { visit }: Context, writer: PortalWriter): string {
  const { success } = writer.words;
  const merchant = isolate(visit.merchant.name);
  if (outcome === 'succeeded') return success.paidTo(merchant);
  return outcome === 'processing' ? success.onItsWay(merchant) : success.dueTo(merchant);
}

function sentence({ outcome, failureCode }: PaymentPageView, writer: PortalWriter): string | null {
  const { success } = writer.words;
  switch (outcome) {
    case 'succeeded':
      return null;
    case 'processing':
      return success.processingExplained;
    case 'failed':
      return failureCode === null
        ? success.failedExplained
        : `${failureSentence(writer.words, failureCode)} ${success.failedExplained}`;
    case 'open':
      return success.openExplained;
    case 'unknown':
      return success.unknownExplained;
    case 'returned':
      return writer.portal.payment.returned;
    default:
      return outcome satisfies never;
  }
}

type OfPayment = { readonly view: PaymentPageView; readonly writer: PortalWriter };

function facts(view: PaymentPageView, { visit }: Context, writer: PortalWriter): readonly Html[] {
  const words = writer.portal.payment;
  const hasMoved = view.outcome === 'succeeded' || view.outcome === 'processing';
  const when = view.outcome === 'succeeded' ? words.date : words.started;
  return [
    outcomeFact(view.outcome === 'succeeded' ? words.from : writer.words.invoice.to, visit.customer.name),
    ...(hasMoved ? [outcomeFact(when, writer.date(localDateAt(view.at, visit.merchant.timeZone)))] : []),
    ...(view.method === null ? [] : [outcomeFact(words.method, sentenceCase(writer.method(view.method)))]),
    // An id is for whoever has no receipt to quote.
    ...(view.receiptPath === null ? [outcomeFact(words.reference, view.id)] : []),
  ];
}

const Invoices = ({ view, writer }: OfPayment) => {
  const words = writer.portal.payment;
  const columns = [
    { heading: writer.portal.invoices.invoice },
    { heading: words.amount, kind: 'amount' },
  ] as const;
  return (
    <Section title={view.outcome === 'succeeded' ? words.invoices : words.invoicesOf}>
      <Table columns={columns}>
        {view.invoices.map(({ number, amount, viewUrl }) => (
          <Row>
            <Cell kind="main">
              <a href={viewUrl}>{isolate(number)}</a>
            </Cell>
            <Cell kind="owed">
              <Money writer={writer} currency={view.currency} minor={amount} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );
};

/** The next step: the same invoices again if they are still owed, or this page if the outcome is unknown. */
function next({ id, outcome, invoices }: PaymentPageView, writer: PortalWriter): Html {
  const words = writer.portal.payment;
  const button = (href: string, label: string): Html => html`<a class="button" href="${href}">${label}</a>`;
  if (outcome === 'unknown') return button(`/portal/payments/${id}`, words.checkAgain);
  const owed = invoices.filter(({ isOwed }) => isOwed);
  const offers = outcome === 'failed' || outcome === 'open' || outcome === 'returned';
  if (owed.length === 0 || !offers) return NOTHING;
  return button(
    payPath(owed.map((invoice) => invoice.id)),
    outcome === 'open' ? words.continue : words.again,
  );
}

const receipt = ({ receiptPath }: PaymentPageView, writer: PortalWriter): Html =>
  receiptPath === null
    ? NOTHING
    : html`<a href="${receiptPath}">${writer.speech.words.receipts.download}</a>`;

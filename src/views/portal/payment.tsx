import { Fact, Facts } from '../components/facts.tsx';
import { ButtonLink } from '../components/form.tsx';
import { ICONS } from '../components/icons.ts';
import { Actions, Lead, Section } from '../components/prose.tsx';
import { Markup } from '../components/render.ts';
import { Cell, Row, Table } from '../components/table.tsx';
import { Money } from '../components/values.tsx';
import type { Html } from '../html.ts';
import { failureSentence } from '../i18n/dictionary.ts';
import type { MethodView } from '../model.ts';
import { isolate } from '../text.ts';
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

/** The page that Stripe returns to: how much was paid, when, how, and for which invoices. It prints as a receipt. */
export function paymentPage(view: PaymentPageView, context: Context): string {
  const writer = portalWriter(context.speech);
  const words = writer.portal.payment;
  const title = words.title[view.outcome];
  const explanation = sentence(view, writer);
  const body = (
    <>
      <p class="status">
        <Sign outcome={view.outcome} />
      </p>
      <h1>{title}</h1>
      <p class="amount">
        <Money writer={writer} currency={view.currency} minor={view.amount} />
      </p>
      {explanation !== null && <Lead>{explanation}</Lead>}
      <PaymentFacts view={view} visit={context.visit} writer={writer} />
      <Invoices view={view} writer={writer} />
      <Actions>
        <Next view={view} writer={writer} />
        <a href="/portal/invoices">{words.back}</a>
      </Actions>
      {view.outcome === 'succeeded' && <p class="small screen">{words.printed}</p>}
    </>
  );
  return portalPage({ title, context, area: 'invoices', body });
}

const Sign = ({ outcome }: Pick<PaymentPageView, 'outcome'>) => {
  const { tone, icon } = signOf(outcome);
  return (
    <span class={tone}>
      <Markup of={icon} />
    </span>
  );
};

function signOf(outcome: PaymentPageView['outcome']): { tone: string; icon: Html } {
  switch (outcome) {
    case 'succeeded':
      return { tone: 'good', icon: ICONS.check };
    case 'failed':
      return { tone: 'bad', icon: ICONS.cross };
    case 'returned':
      return { tone: 'bad', icon: ICONS.back };
    case 'processing':
    case 'open':
    case 'unknown':
      return { tone: 'wait', icon: ICONS.clock };
    default:
      return outcome satisfies never;
  }
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

const PaymentFacts = ({ view, visit, writer }: OfPayment & Pick<Context, 'visit'>) => {
  const words = writer.portal.payment;
  const hasMoved = view.outcome === 'succeeded' || view.outcome === 'processing';
  return (
    <section>
      <Facts>
        <Fact label={words.to}>{visit.merchant.name}</Fact>
        <Fact label={words.from}>{visit.customer.name}</Fact>
        {hasMoved && (
          <Fact label={view.outcome === 'succeeded' ? words.date : words.started}>
            {writer.instant(view.at, visit.merchant.timeZone)}
          </Fact>
        )}
        {view.method !== null && <Fact label={words.method}>{writer.method(view.method)}</Fact>}
        <Fact label={words.reference}>{view.id}</Fact>
      </Facts>
    </section>
  );
};

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
const Next = ({ view, writer }: OfPayment) => {
  const words = writer.portal.payment;
  const { id, outcome } = view;
  if (outcome === 'unknown') {
    return <ButtonLink href={`/portal/payments/${id}`}>{words.checkAgain}</ButtonLink>;
  }
  const owed = view.invoices.filter(({ isOwed }) => isOwed);
  const offers = outcome === 'failed' || outcome === 'open' || outcome === 'returned';
  if (owed.length === 0 || !offers) return null;
  return (
    <ButtonLink href={payPath(owed.map((invoice) => invoice.id))}>
      {outcome === 'open' ? words.continue : words.again}
    </ButtonLink>
  );
};

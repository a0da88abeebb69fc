import { LookupForm } from '../components/form.tsx';
import { Actions, Remark, Section } from '../components/prose.tsx';
import { Cell, Row, Table } from '../components/table.tsx';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { Empty, PageHead } from './parts/page.tsx';
import { StripeId } from './parts/stripe-id.tsx';
import { MoneyTabs } from './payments/tabs.tsx';
import { BOOKS_WORDS as words } from './words/customers.ts';

const LINES = ['charges', 'refunds', 'fees', 'other', 'paid'] as const;

export type BooksView = {
  readonly home: string;
  readonly isTest: boolean;
  readonly base: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** By settlement currency, amounts as they are written. */
  readonly currencies: readonly {
    readonly currency: string;
    readonly payouts: readonly Readonly<
      Record<(typeof LINES)[number], string> & {
        date: string;
        payoutId: string | null;
        /** The account at Stripe that it is of. */
        account: string;
        /** Null where nothing was available before it, or stayed. */
        opening: string | null;
        left: string | null;
      }
    >[];
  }[];
  readonly next: string | null;
  readonly unexplained: readonly {
    readonly subject: string;
    readonly kind: string;
    readonly amount: string;
  }[];
};

/** Payouts with what each is made of, and the way to all lines. */
export const booksPage = (view: BooksView, context: DashboardContext): string => {
  const period = new URLSearchParams({ from: view.from, to: view.to });
  return dashboardPage({
    title: words.title,
    context,
    styles:
      '.inline{margin:24px 0;align-items:center}.inline label{margin:0}.list .main,.list .main .small{overflow-wrap:anywhere;white-space:normal}.ledger .n .small{white-space:normal}',
    body: (
      <>
        <PageHead
          title={words.title}
          lead={words.lead}
          action={<a href={`${view.base}/lines.csv?${period}`}>{words.exportLines}</a>}
        />
        <MoneyTabs home={view.home} current="payouts" />
        <LookupForm action={view.base}>
          <label for="from">{words.from}</label>
          <input id="from" name="from" type="date" value={view.from} required />
          <label for="to">{words.to}</label>
          <input id="to" name="to" type="date" value={view.to} required />
          <button class="plain">{words.show}</button>
        </LookupForm>
        <Remark>{words.zone(view.timeZone)}</Remark>
        {view.currencies.length === 0 && <Empty text={words.none} />}
        {view.currencies.map(({ currency, payouts }) => (
          <Section title={currency}>
            <Table
              look="ledger"
              columns={[
                { heading: words.date },
                ...LINES.map((line) => ({ heading: words[line], kind: 'amount' as const })),
              ]}
            >
              {payouts.map((payout) => (
                <Row>
                  <Cell kind="main">
                    {payout.date}
                    {payout.payoutId !== null && (
                      <span class="block small">
                        <StripeId
                          at={{ account: payout.account, isTest: view.isTest }}
                          thing="payouts"
                          id={payout.payoutId}
                        />
                        {payout.account !== 'self' && <span class="block">{payout.account}</span>}
                      </span>
                    )}
                  </Cell>
                  {LINES.map((line) => (
                    <Cell kind="amount" label={words[line]}>
                      {payout[line]}
                      {line === 'charges' && payout.opening !== null && (
                        <span class="block small">{words.opening(payout.opening)}</span>
                      )}
                      {line === 'paid' && payout.left !== null && (
                        <span class="block small">{words.left(payout.left)}</span>
                      )}
                    </Cell>
                  ))}
                </Row>
              ))}
            </Table>
          </Section>
        ))}
        {view.unexplained.length > 0 && (
          <Section title={words.unexplained}>
            <p>{words.unexplainedText(view.unexplained.length)}</p>
            <Table
              columns={[
                { heading: words.subject },
                { heading: words.kind },
                { heading: words.amount, kind: 'amount' },
              ]}
            >
              {view.unexplained.map(({ subject, kind, amount }) => (
                <Row>
                  <Cell kind="main">{subject}</Cell>
                  <Cell label={words.kind}>{kind.replaceAll('_', ' ')}</Cell>
                  <Cell kind="amount" label={words.amount}>
                    {amount}
                  </Cell>
                </Row>
              ))}
            </Table>
          </Section>
        )}
        {view.next !== null && (
          <Actions>
            <a href={`${view.base}?${period}&after=${view.next}`}>{words.more}</a>
          </Actions>
        )}
      </>
    ),
  });
};

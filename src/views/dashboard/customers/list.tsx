import { LookupForm } from '../../components/form.tsx';
import { Actions } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { writerFor } from '../../format.ts';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { CUSTOMERS_WORDS as words } from '../words/customers.ts';
import { Sums } from './amounts.tsx';

type Figures = {
  readonly currency: string;
  readonly billed: number;
  readonly paid: number;
  readonly open: number;
  readonly processing: number;
  readonly overdue: number;
  readonly failed: number;
};

export type CustomersView = {
  readonly base: string;
  /** Null for who may not import. */
  readonly importHref: string | null;
  readonly takeOverHref: string | null;
  readonly search: string;
  readonly isFirst: boolean;
  readonly customers: readonly {
    readonly id: string;
    readonly legalName: string;
    readonly email: string | null;
    readonly figures: readonly Figures[];
  }[];
  /** Of the next page; null where this is the last. */
  readonly next: string | null;
  readonly said: string | null;
};

/** What of an open sum is said below it. */
const PARTS = ['overdue', 'failed', 'processing'] as const;

/** The customers of a business, with what each was billed, paid and owes. */
export const customersPage = (view: CustomersView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    said: flashFor(words.said, view.said),
    styles: '.inline{margin:24px 0;align-items:center}.inline input{flex:1 1 16rem;min-width:0}',
    body: (
      <>
        <PageHead
          title={words.title}
          lead={words.lead}
          action={
            view.importHref === null ? null : (
              <>
                <a href={view.importHref}>{words.importFile}</a>{' '}
                {view.takeOverHref !== null && <a href={view.takeOverHref}>{words.takeOver}</a>}
              </>
            )
          }
        />
        <LookupForm action={view.base}>
          <input
            name="search"
            value={view.search}
            maxlength={200}
            aria-label={words.search}
            placeholder={words.search}
          />
          <button class="plain">{words.searchButton}</button>
          {view.search !== '' && <a href={view.base}>{words.clear}</a>}
        </LookupForm>
        <List view={view} context={context} />
        <Actions>
          {!view.isFirst && <a href={hrefOf(view, null)}>{words.first}</a>}{' '}
          {view.next !== null && <a href={hrefOf(view, view.next)}>{words.more}</a>}{' '}
          <a href={`${view.base}/export.csv${query({ search: view.search })}`}>{words.exportAll}</a>
        </Actions>
      </>
    ),
  });

const query = (fields: Readonly<Record<string, string>>): string => {
  const given = Object.entries(fields).filter(([, value]) => value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
};
const hrefOf = ({ base, search }: CustomersView, after: string | null): string =>
  `${base}${query({ search, after: after ?? '' })}`;

type Part = { readonly view: CustomersView; readonly context: DashboardContext };

const List = ({ view, context }: Part) =>
  view.customers.length === 0 ? (
    <Empty text={view.search === '' ? words.none : words.nobody(view.search)} />
  ) : (
    <Table
      columns={[
        { heading: words.customer },
        { heading: words.billed, kind: 'amount' },
        { heading: words.paid, kind: 'amount' },
        { heading: words.open, kind: 'amount' },
      ]}
    >
      {view.customers.map(({ id, legalName, email, figures }) => (
        <Row>
          <Cell kind="main" dir="auto">
            <a href={`${view.base}/${id}`}>{legalName}</a>
            {email !== null && <span class="block small">{email}</span>}
          </Cell>
          {(['billed', 'paid'] as const).map((name) => (
            <Cell kind="amount" label={words[name]}>
              <Sums sums={sumsOf(figures, name)} speech={context.speech} />
            </Cell>
          ))}
          <Cell kind="owed" label={words.open}>
            <Sums sums={sumsOf(figures, 'open')} speech={context.speech} />
            {PARTS.flatMap((name) =>
              sumsOf(figures, name)
                .filter(({ minor }) => minor !== 0)
                .map((sum) => (
                  <span class={`block small ${name === 'processing' ? '' : 'bad'}`}>
                    {writerFor(sum, context.speech).amount(sum.minor)} {words.parts[name]}
                  </span>
                )),
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );

const sumsOf = (figures: readonly Figures[], name: Exclude<keyof Figures, 'currency'>) =>
  figures.map((each) => ({ currency: each.currency, minor: each[name] }));

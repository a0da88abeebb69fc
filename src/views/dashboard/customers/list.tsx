import { CUSTOMER_SORTS, type CustomerOrder } from '../../../domain/customer/sort.ts';
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
  readonly credit: number;
  /** A day, written. */
  readonly lastPaidOn: string | null;
  readonly daysToPay: number | null;
};

export type CustomersView = {
  readonly base: string;
  /** Null for who may not import. */
  readonly importHref: string | null;
  readonly takeOverHref: string | null;
  readonly search: string;
  /** Null for the newest first. */
  readonly order: CustomerOrder | null;
  /** What the list is sorted in. */
  readonly currency: string;
  /** Where its order is turned around, what the address says. */
  readonly isOther: boolean;
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
const PARTS = ['overdue', 'failed', 'processing', 'credit'] as const;
const BAD: readonly string[] = ['overdue', 'failed'];

/** The customers of a business, with what each was billed, paid and owes. */
export const customersPage = (view: CustomersView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    said: flashFor(words.said, view.said),
    styles:
      '.inline{margin:16px 0 0;align-items:end}.inline>input{flex:1 1 16rem;min-width:0}.list .when .small{white-space:normal}.inline .code{width:5rem;text-transform:uppercase}',
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
        {view.search === '' && <Sorts view={view} />}
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
const hrefOf = (view: CustomersView, after: string | null): string => {
  const { base, search, order, currency, isOther } = view;
  const sorted = order === null ? {} : { sort: order.sort, order: isOther ? 'other' : '', currency };
  return `${base}${query({ search, ...sorted, after: after ?? '' })}`;
};

type Part = { readonly view: CustomersView; readonly context: DashboardContext };

const Sorts = ({ view: { base, order, currency, isOther } }: { readonly view: CustomersView }) => (
  <LookupForm action={base}>
    <label>
      {words.sort}
      <select name="sort">
        {(['', ...CUSTOMER_SORTS] as const).map((sort) => (
          <option value={sort} selected={sort === (order?.sort ?? '')}>
            {words.sorts[sort]}
          </option>
        ))}
      </select>
    </label>
    <label>
      {words.order}
      <select name="order">
        <option value="">{words.orders.first}</option>
        <option value="other" selected={isOther}>
          {words.orders.other}
        </option>
      </select>
    </label>
    <label>
      {words.currency}
      <input name="currency" value={currency} maxlength={3} class="code" autocapitalize="characters" />
    </label>
    <button class="plain">{words.sortButton}</button>
  </LookupForm>
);

const List = ({ view, context }: Part) =>
  view.customers.length === 0 ? (
    <Empty
      text={
        view.search !== ''
          ? words.nobody(view.search)
          : view.order === null
            ? words.none
            : words.noneSorted(view.currency)
      }
    />
  ) : (
    <Table
      columns={[
        { heading: words.customer },
        { heading: words.billed, kind: 'amount' },
        { heading: words.paid, kind: 'amount' },
        { heading: words.open, kind: 'amount' },
        { heading: words.lastPayment },
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
                  <span class={`block small ${BAD.includes(name) ? 'bad' : ''}`}>
                    {writerFor(sum, context.speech).amount(sum.minor)} {words.parts[name]}
                  </span>
                )),
            )}
          </Cell>
          <Cell kind="day" label={words.lastPayment}>
            <LastPayment figures={figures} />
          </Cell>
        </Row>
      ))}
    </Table>
  );

/** The newest of any currency, and how long they take on average in each. */
const LastPayment = ({ figures }: { readonly figures: readonly Figures[] }) => {
  const paid = figures.filter(({ lastPaidOn }) => lastPaidOn !== null);
  if (paid.length === 0) return <>–</>;
  return (
    <>
      {paid.map(({ lastPaidOn, daysToPay, currency }) => (
        <span class="block">
          {lastPaidOn}
          {daysToPay !== null && (
            <span class="block small">{words.daysToPay(daysToPay, paid.length > 1 ? currency : null)}</span>
          )}
        </span>
      ))}
    </>
  );
};

type Amount = Exclude<keyof Figures, 'currency' | 'lastPaidOn' | 'daysToPay'>;
const sumsOf = (figures: readonly Figures[], name: Amount) =>
  figures.map((each) => ({ currency: each.currency, minor: each[name] }));

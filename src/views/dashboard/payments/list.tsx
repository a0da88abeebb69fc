import { STANDINGS, type Standing } from '../../../domain/payment/standing.ts';
import type { PaymentState } from '../../../domain/payment/state.ts';
import { Notice } from '../../components/flash.tsx';
import { Hidden, LookupForm } from '../../components/form.tsx';
import { Remark } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Numbers } from '../parts/numbers.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { Paging, queried } from '../parts/paging.tsx';
import { Tag } from '../parts/tag.tsx';
import { STATE_TONES, PAYMENTS_WORDS as words } from '../words/payments.ts';
import { LIST_STYLES, MoneyTabs } from './tabs.tsx';

export type PaymentsView = {
  readonly home: string;
  readonly filters: {
    readonly standing: Standing | null;
    readonly from: string;
    readonly to: string;
    readonly customer: { readonly id: string; readonly name: string } | null;
  };
  readonly timeZone: string;
  /** Something that was typed as a day is none. */
  readonly hasBadDay: boolean;
  readonly payments: readonly {
    readonly id: string;
    readonly customer: string;
    readonly numbers: readonly string[];
    readonly state: PaymentState;
    /** Why it came to nothing, in a sentence. */
    readonly failure: string | null;
    readonly method: string | null;
    readonly day: string;
    readonly amount: string;
  }[];
  readonly isFirst: boolean;
  readonly next: string | null;
};

/** Payments, filtered by state, period and customer. */
export const paymentsPage = (view: PaymentsView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    styles: LIST_STYLES,
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <MoneyTabs home={view.home} current="payments" />
        <Filters view={view} />
        {view.hasBadDay && <Notice tone="bad">{words.notADay}</Notice>}
        <Remark>
          {words.zone(view.timeZone)}{' '}
          {view.filters.customer !== null && words.ofCustomer(isolate(view.filters.customer.name))}
        </Remark>
        {view.payments.length === 0 ? (
          <Empty text={isFiltered(view) ? words.noneSo : words.none} />
        ) : (
          <List view={view} />
        )}
        <Paging
          first={view.isFirst ? null : hrefOf(view, null)}
          next={view.next === null ? null : hrefOf(view, view.next)}
        />
      </>
    ),
  });

const isFiltered = ({ filters, isFirst }: PaymentsView): boolean =>
  !isFirst ||
  filters.standing !== null ||
  filters.customer !== null ||
  filters.from !== '' ||
  filters.to !== '';

const hrefOf = ({ home, filters }: PaymentsView, after: string | null): string =>
  queried(`${home}/payments`, {
    state: filters.standing,
    customer: filters.customer?.id ?? null,
    from: filters.from,
    to: filters.to,
    after,
  });

const Filters = ({ view }: { readonly view: PaymentsView }) => {
  const { standing, from, to, customer } = view.filters;
  return (
    <LookupForm action={`${view.home}/payments`}>
      {customer !== null && <Hidden name="customer" value={customer.id} />}
      <label for="state">
        {words.filters.state}
        <select id="state" name="state">
          <option value="">{words.all}</option>
          {STANDINGS.map((one) => (
            <option value={one} selected={one === standing}>
              {words.standings[one]}
            </option>
          ))}
        </select>
      </label>
      <label for="from">
        {words.filters.from}
        <input id="from" name="from" type="date" value={from} />
      </label>
      <label for="to">
        {words.filters.to}
        <input id="to" name="to" type="date" value={to} />
      </label>
      <button class="plain">{words.filters.show}</button>
      {isFiltered(view) && <a href={`${view.home}/payments`}>{words.filters.clear}</a>}
    </LookupForm>
  );
};

const List = ({ view }: { readonly view: PaymentsView }) => (
  <Table
    columns={[
      { heading: words.columns.customer },
      { heading: words.columns.state },
      { heading: words.columns.method },
      { heading: words.columns.day },
      { heading: words.columns.amount, kind: 'amount' },
    ]}
  >
    {view.payments.map(({ id, customer, numbers, state, failure, method, day, amount }) => (
      <Row>
        <Cell kind="main" dir="auto">
          <a href={`${view.home}/payments/${id}`}>{customer}</a>
          <Numbers numbers={numbers} />
        </Cell>
        <Cell label={words.columns.state}>
          <span>
            <Tag tone={STATE_TONES[state]}>{words.states[state]}</Tag>
            {failure !== null && <span class="block small">{failure}</span>}
          </span>
        </Cell>
        <Cell label={words.columns.method}>{method ?? '–'}</Cell>
        <Cell kind="day" label={words.columns.day}>
          {day}
        </Cell>
        <Cell kind="owed">{amount}</Cell>
      </Row>
    ))}
  </Table>
);

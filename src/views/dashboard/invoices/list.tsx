import type { BulkAct } from '../../../domain/invoice/bulk.ts';
import type {
  InvoiceList,
  ListedInvoice,
  ListView,
  StaffListAsk,
} from '../../../domain/invoice/staff-list.ts';
import { writeListAsk } from '../../../domain/invoice/staff-list.ts';
import { ButtonLink, Hidden, PostForm } from '../../components/form.tsx';
import { Actions, Remark } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { writerFor } from '../../format.ts';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { BULK_WORDS as bulk } from '../words/bulk.ts';
import { INVOICE_LIST_WORDS as words } from '../words/invoice-list.ts';
import { Filters, SavedViews, Views } from './list-filters.tsx';
import { LIST_STYLES } from './list-styles.ts';

export type InvoiceListView = InvoiceList & {
  readonly base: string;
  readonly customersHref: string;
  /** Null for who may not. */
  readonly takeOverHref: string | null;
  readonly newHref: string | null;
  readonly maySave: boolean;
  /** What may be done to several at once; none for who may not. */
  readonly acts: readonly BulkAct[];
  readonly ask: StaffListAsk;
  readonly isFirst: boolean;
  /** Why a view was not saved. */
  readonly problem: string | null;
  readonly said: string | null;
};

/** The invoices of a business: by view, filter and search, with what they come to. */
export const invoiceListPage = (view: InvoiceListView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    said: flashFor(words.said, view.said),
    styles: LIST_STYLES,
    body: (
      <>
        <PageHead
          title={words.title}
          action={
            <>
              {view.takeOverHref !== null && <a href={view.takeOverHref}>{words.takeOver}</a>}{' '}
              {view.newHref !== null && (
                <ButtonLink href={view.newHref} shortcut="n">
                  {words.write}
                </ButtonLink>
              )}
            </>
          }
        />
        <Views base={view.base} ask={view.ask} />
        <Filters base={view.base} ask={view.ask} />
        <Sums view={view} context={context} />
        <Choosing view={view} context={context} />
        {view.lookedAt !== null && <Remark>{words.lookedAt(view.lookedAt.toLocaleString('en'))}</Remark>}
        <Actions>
          {!view.isFirst && <a href={hrefOf(view, null)}>{words.first}</a>}{' '}
          {view.next !== null && (
            <a href={hrefOf(view, view.next)}>{view.lookedAt === null ? words.next : words.further}</a>
          )}
        </Actions>
        <SavedViews view={view} csrf={context.frame.csrf} />
      </>
    ),
  });

function hrefOf({ base, ask }: InvoiceListView, after: string | null): string {
  const query = [writeListAsk(ask), ...(after === null ? [] : [new URLSearchParams({ after }).toString()])];
  const said = query.filter((part) => part !== '').join('&');
  return said === '' ? base : `${base}?${said}`;
}

type Part = { readonly view: InvoiceListView; readonly context: DashboardContext };

const Sums = ({ view: { sums, sumsOf, ask }, context }: Part) =>
  sums === null || sums.length === 0 ? null : (
    <>
      <dl class="sum list-sums" aria-label={words.sums}>
        {sums.map(({ currency, items, amount }) => (
          <div>
            <dt>
              {isFiltered(ask) ? words.found : words.sum[ask.view]}, {currency}
            </dt>
            <dd>{writerFor({ currency }, context.speech).amount(amount)}</dd>
            <dd class="small soft">{words.invoices(items.toLocaleString('en'), items === 1)}</dd>
          </div>
        ))}
      </dl>
      {sumsOf !== null && <Remark>{words.partly(sumsOf.toLocaleString('en'))}</Remark>}
    </>
  );

const isFiltered = ({ search, payment, from, to }: StaffListAsk): boolean =>
  search !== '' || payment !== null || from !== null || to !== null;

/** The list in a form: what is ticked, or all of it, is asked about on the next page. */
const Choosing = ({ view, context }: Part) =>
  view.acts.length === 0 || view.rows.length === 0 ? (
    <List view={view} context={context} />
  ) : (
    <PostForm csrf={context.frame.csrf} action={`${view.base}/bulk/ask`}>
      <Hidden name="query" value={writeListAsk(view.ask)} />
      <List view={view} context={context} />
      <fieldset class="inline several">
        <legend class="small">{bulk.several}</legend>
        <select name="act" aria-label={bulk.actLabel}>
          {view.acts.map((act) => (
            <option value={act}>{bulk.acts[act]}</option>
          ))}
        </select>
        <button class="small-button" name="which" value="ticked">
          {bulk.ticked}
        </button>
        <button class="small-button" name="which" value="all">
          {bulk.all}
        </button>
      </fieldset>
    </PostForm>
  );

const List = ({ view, context }: Part) => {
  if (view.rows.length === 0 && view.lookedAt === null) return <Nothing view={view} />;
  return (
    <Table
      look={view.acts.length > 0 ? 'ticks' : null}
      columns={[
        ...(view.acts.length > 0 ? [{ heading: bulk.tick, kind: 'tick' } as const] : []),
        { heading: words.number },
        { heading: words.state },
        { heading: words.due },
        { heading: words.amount, kind: 'amount' },
      ]}
    >
      {view.rows.map((row) => {
        const writer = writerFor(row, context.speech);
        return (
          <Row>
            {view.acts.length > 0 && (
              <Cell kind="tick">
                <input
                  type="checkbox"
                  name="pick"
                  value={row.id}
                  aria-label={bulk.tickOf(row.number ?? `${words.draft}, ${row.customer}`)}
                />
              </Cell>
            )}
            <Cell kind="main" dir="auto">
              <a href={`${view.base}/${row.id}`}>{row.number ?? words.draft}</a>
              <span class="block small">
                <a href={`${view.customersHref}/${row.customerId}`}>{row.customer}</a>
              </span>
            </Cell>
            <Cell label={words.state}>
              <State row={row} />
            </Cell>
            <Cell kind="day" label={words.due}>
              {row.dueDate === null ? '–' : writer.date(row.dueDate)}
              {row.issueDate !== null && (
                <span class="block small">{words.issued(writer.date(row.issueDate))}</span>
              )}
            </Cell>
            <Cell kind="owed">
              {writer.amount(row.total)}
              {row.remaining > 0 && row.remaining !== row.total && (
                <span class="block small">{words.left(writer.amount(row.remaining))}</span>
              )}
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
};

/** A word and a colour for what it is, and in words what became of its payment. */
const State = ({ row }: { readonly row: ListedInvoice }) => {
  const [word, tone] = row.isOverdue
    ? [words.overdue, 'bad']
    : [words.status[row.status], row.status === 'paid' ? 'good' : row.status === 'open' ? 'wait' : ''];
  const payment = row.isRefused ? words.refused : words.paymentStatus[row.paymentStatus];
  return (
    <>
      <span class={`tag ${tone}`}>{word}</span>
      {payment !== '' && <span class="block small">{payment}</span>}
    </>
  );
};

const Nothing = ({ view: { ask, takeOverHref } }: { readonly view: InvoiceListView }) => {
  const hasFilter = isFiltered(ask) || ask.currency !== null;
  const isEmpty: boolean = !hasFilter && ask.view === ('all' satisfies ListView);
  return (
    <Empty text={hasFilter ? words.noneFound : words.none[ask.view]}>
      {isEmpty && takeOverHref !== null ? <a href={takeOverHref}>{words.takeOver}</a> : undefined}
    </Empty>
  );
};

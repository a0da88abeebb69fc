import type { Flash } from '../components/flash.tsx';
import { Lead } from '../components/prose.tsx';
import { Tabs } from '../components/tabs.tsx';
import { Money } from '../components/values.tsx';
import { type PortalContext, portalPage } from './frame.tsx';
import { InvoiceList } from './invoice-list.tsx';
import { FILTERS, type InvoiceFilter, type InvoicesView } from './invoices-view.ts';
import { type PortalWriter, portalWriter } from './writer.ts';

/** A customer's invoices: what is owed, then the list, from which several are paid at once. */
export function invoicesPage(view: InvoicesView, context: PortalContext, said: Flash | null = null): string {
  const writer = portalWriter(context.speech);
  const words = writer.portal.invoices;
  const body = (
    <>
      <h1>{words.title}</h1>
      {view.isEmpty ? (
        <Lead>{words.none}</Lead>
      ) : (
        <>
          <Sums view={view} writer={writer} />
          {view.summed !== null && (
            <p class="small soft">{words.sumsOfSome(writer.decimal(String(view.summed)))}</p>
          )}
          <Filters current={view.filter} writer={writer} />
          <InvoiceList
            invoices={view.invoices}
            hasChoice={view.hasChoice}
            hasOlder={view.olderThan !== null}
            writer={writer}
          />
          <Pages view={view} writer={writer} />
        </>
      )}
    </>
  );
  return portalPage({ title: words.title, context, area: 'invoices', said, body });
}

type Sum = InvoicesView['sums'][number];

/** What is owed by currency, most invoices first, each with its way to pay; the overdue part, and what is on its way. */
const Sums = ({ view, writer }: { view: InvoicesView; writer: PortalWriter }) => {
  const words = writer.portal.invoices;
  const shown = view.sums
    .filter(({ toPay, processing }) => toPay !== 0 || processing !== 0)
    .toSorted((one, other) => other.toPayCount - one.toPayCount);
  if (shown.length === 0) return <p class="lead soft">{words.nothingToPay}</p>;
  return (
    <dl class="sum" aria-label={words.sums}>
      {shown.map((sum, index) => (
        <>
          {sum.toPay !== 0 && (
            <ToPay sum={sum} isFirst={index === 0} isPayable={isPayable(view, sum)} writer={writer} />
          )}
          {sum.processing !== 0 && (
            <div>
              <dt>{words.processing(sum.currency)}</dt>
              <dd>
                <Money writer={writer} currency={sum.currency} minor={sum.processing} />
              </dd>
            </div>
          )}
        </>
      ))}
    </dl>
  );
};

/** Where all invoices are in view, whether any of a currency can be paid here; else it is asked on the page of the payment. */
function isPayable({ invoices, filter, olderThan, isLater }: InvoicesView, { currency }: Sum): boolean {
  const isAll = filter === 'all' && olderThan === null && !isLater;
  return !isAll || invoices.some((invoice) => invoice.payable && invoice.currency === currency);
}

type Owed = {
  readonly sum: Sum;
  readonly isFirst: boolean;
  readonly isPayable: boolean;
  readonly writer: PortalWriter;
};

const ToPay = ({ sum, isFirst, isPayable, writer }: Owed) => {
  const words = writer.portal.invoices;
  const { currency, toPay, overdue } = sum;
  return (
    <div class="owing">
      <dt>{words.toPay(currency)}</dt>
      <dd>
        <strong>
          <Money writer={writer} currency={currency} minor={toPay} />
        </strong>
      </dd>
      {overdue !== 0 && <dd class="small wait">{words.ofWhichOverdue(writer.amount(currency, overdue))}</dd>}
      {isPayable && (
        <dd>
          <a class={isFirst ? 'button' : 'button quiet'} href={`/portal/pay?currency=${currency}`}>
            {writer.words.pay.button(writer.amount(currency, toPay))}
          </a>
        </dd>
      )}
    </div>
  );
};

const Filters = ({ current, writer }: { current: InvoiceFilter; writer: PortalWriter }) => {
  const words = writer.portal.invoices;
  const tabs = FILTERS.map((name) => ({
    href: pathOf(name),
    label: words.filter[name],
    isCurrent: name === current,
  }));
  return (
    <nav aria-label={words.filters}>
      <ul class="tabs">
        <Tabs tabs={tabs} />
      </ul>
    </nav>
  );
};

const Pages = ({ view, writer }: { view: InvoicesView; writer: PortalWriter }) => {
  const words = writer.portal.invoices;
  const { filter, olderThan, isLater } = view;
  if (olderThan === null && !isLater) return null;
  return (
    <nav class="pages" aria-label={words.pages}>
      {isLater && <a href={pathOf(filter)}>{words.newest}</a>}
      {olderThan !== null && (
        <a href={pathOf(filter, olderThan)} rel="next">
          {words.older}
        </a>
      )}
    </nav>
  );
};

/** A filter's list, from its newest invoice or from the one after another. */
function pathOf(filter: InvoiceFilter, olderThan: string | null = null): string {
  const query = [filter === 'all' ? [] : `show=${filter}`, olderThan === null ? [] : `before=${olderThan}`];
  const text = query.flat().join('&');
  return text === '' ? '/portal/invoices' : `/portal/invoices?${text}`;
}

import { LONGEST_SEARCH } from '../../domain/invoice/read-search.ts';
import type { Flash } from '../components/flash.tsx';
import { Hidden, LookupForm, PlainButton } from '../components/form.tsx';
import { Lead, WayOn } from '../components/prose.tsx';
import { Tabs } from '../components/tabs.tsx';
import { Money } from '../components/values.tsx';
import { isolate } from '../text.ts';
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
          <Filters view={view} writer={writer} />
          <Search view={view} writer={writer} />
          {view.search !== null && view.invoices.length === 0 ? (
            <NothingFound typed={view.search} hasOlder={view.olderThan !== null} writer={writer} />
          ) : (
            <InvoiceList
              invoices={view.invoices}
              hasChoice={view.hasChoice}
              hasOlder={view.olderThan !== null}
              writer={writer}
            />
          )}
          <Pages view={view} writer={writer} />
        </>
      )}
    </>
  );
  return portalPage({ title: words.title, context, area: 'invoices', said, body });
}

type Of = { readonly view: InvoicesView; readonly writer: PortalWriter };
type Sum = InvoicesView['sums'][number];

/** What is owed by currency, most invoices first, each with its way to pay; the overdue part, and what is on its way. */
const Sums = ({ view, writer }: Of) => {
  const words = writer.portal.invoices;
  const shown = view.sums
    .filter(({ toPay, processing }) => toPay !== 0 || processing !== 0)
    .toSorted((one, other) => other.toPayCount - one.toPayCount);
  if (shown.length === 0) return <p class="lead soft">{words.nothingToPay}</p>;
  return (
    <dl class="sum" aria-label={words.sums}>
      {shown.map((sum, index) => (
        <>
          {sum.toPay !== 0 && <ToPay sum={sum} isFirst={index === 0} writer={writer} />}
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

type Owed = {
  readonly sum: Sum;
  readonly isFirst: boolean;
  readonly writer: PortalWriter;
};

const ToPay = ({ sum, isFirst, writer }: Owed) => {
  const words = writer.portal.invoices;
  const { currency, toPay, payNow, overdue } = sum;
  return (
    <div class="owing">
      <dt>{words.toPay(currency)}</dt>
      <dd>
        <strong>
          <Money writer={writer} currency={currency} minor={toPay} />
        </strong>
      </dd>
      {overdue !== 0 && <dd class="small wait">{words.ofWhichOverdue(writer.amount(currency, overdue))}</dd>}
      {payNow !== null && (
        <dd>
          <a class={isFirst ? 'button' : 'button quiet'} href={`/portal/pay?currency=${currency}`}>
            {writer.words.pay.button(writer.amount(currency, payNow))}
          </a>
        </dd>
      )}
    </div>
  );
};

const Filters = ({ view: { filter, search }, writer }: Of) => {
  const words = writer.portal.invoices;
  const tabs = FILTERS.map((name) => ({
    href: pathOf(name, { search }),
    label: words.filter[name],
    isCurrent: name === filter,
  }));
  return (
    <nav aria-label={words.filters}>
      <ul class="tabs">
        <Tabs tabs={tabs} />
      </ul>
    </nav>
  );
};

/** Looks for an invoice among those of the filter, and leads back from what was found to all. */
const Search = ({ view: { filter, search, invoices }, writer }: Of) => {
  const words = writer.portal.invoices;
  return (
    <LookupForm action={LIST} isSearch>
      {filter !== 'all' && <Hidden name="show" value={filter} />}
      <label for="find">
        {words.searchFor}
        <input
          type="search"
          id="find"
          name="q"
          value={search ?? ''}
          maxlength={LONGEST_SEARCH}
          autocomplete="off"
          dir="auto"
        />
      </label>
      <PlainButton>{words.search}</PlainButton>
      {search !== null && invoices.length > 0 && <a href={LIST}>{words.showAll}</a>}
    </LookupForm>
  );
};

type Nothing = { readonly typed: string; readonly hasOlder: boolean; readonly writer: PortalWriter };

const NothingFound = ({ typed, hasOlder, writer }: Nothing) => {
  const words = writer.portal.invoices;
  const what = isolate(typed);
  return (
    <>
      <Lead>{hasOlder ? words.nothingFoundSoFar(what) : words.nothingFound(what)}</Lead>
      <WayOn href={LIST}>{words.showAll}</WayOn>
    </>
  );
};

const Pages = ({ view, writer }: Of) => {
  const words = writer.portal.invoices;
  const { filter, search, olderThan, isLater } = view;
  if (olderThan === null && !isLater) return null;
  return (
    <nav class="pages" aria-label={words.pages}>
      {isLater && <a href={pathOf(filter, { search })}>{words.newest}</a>}
      {olderThan !== null && (
        <a href={pathOf(filter, { search, olderThan })} rel="next">
          {words.older}
        </a>
      )}
    </nav>
  );
};

const LIST = '/portal/invoices';

type Part = { readonly search: string | null; readonly olderThan?: string | null };

/** A filter's list, or what is looked for in it, from its newest invoice or from the one after another. */
function pathOf(filter: InvoiceFilter, { search, olderThan = null }: Part): string {
  const asked = new URLSearchParams([
    ...(filter === 'all' ? [] : [['show', filter]]),
    ...(search === null ? [] : [['q', search]]),
    ...(olderThan === null ? [] : [['before', olderThan]]),
  ]).toString();
  return asked === '' ? LIST : `${LIST}?${asked}`;
}

import type { ListedInvoice } from '../../domain/invoice/staff-list.ts';
import { LookupForm, PlainButton } from '../components/form.tsx';
import { Actions, Section } from '../components/prose.tsx';
import { writerFor } from '../format.ts';
import { isolate } from '../text.ts';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { Empty, PageHead } from './parts/page.tsx';
import { TOOLS_WORDS } from './words/tools.ts';

const words = TOOLS_WORDS.finding;

export type FindView = {
  /** The business's pages. */
  readonly base: string;
  readonly typed: string;
  /** The same as the lists take it. */
  readonly query: string;
  readonly invoices: readonly ListedInvoice[];
  readonly customers: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
  }[];
  readonly isMore: { readonly invoices: boolean; readonly customers: boolean };
};

/** One search: the first invoices and customers that it may mean. */
export const findPage = (view: FindView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    styles: '.inline>input{flex:1 1 16rem;min-width:0}',
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <LookupForm action={`${view.base}/find`} isSearch>
          <input
            type="search"
            name="search"
            value={view.typed}
            aria-label={words.field}
            placeholder={words.field}
            maxlength={200}
          />
          <PlainButton>{words.button}</PlainButton>
        </LookupForm>
        {view.typed !== '' && view.invoices.length + view.customers.length === 0 && (
          <Empty text={words.none(isolate(view.typed))} />
        )}
        <Invoices view={view} context={context} />
        <Customers view={view} />
      </>
    ),
  });

type Part = { readonly view: FindView };

const Invoices = ({ view, context }: Part & { readonly context: DashboardContext }) =>
  view.invoices.length === 0 ? null : (
    <Section title={words.invoices}>
      <ul class="found">
        {view.invoices.map((row) => {
          const about = words.invoice(row.customer, writerFor(row, context.speech).amount(row.total));
          return (
            <li>
              <a href={`${view.base}/invoices/${row.id}`} data-found={about}>
                {row.number ?? words.draft}
              </a>
              <span class="block small soft" dir="auto">
                {about}
              </span>
            </li>
          );
        })}
      </ul>
      {view.isMore.invoices && <All href={`${view.base}/invoices?${view.query}`} />}
    </Section>
  );

const Customers = ({ view }: Part) =>
  view.customers.length === 0 ? null : (
    <Section title={words.customers}>
      <ul class="found">
        {view.customers.map(({ id, name, email }) => (
          <li>
            <a href={`${view.base}/customers/${id}`} data-found={words.customer} dir="auto">
              {name}
            </a>
            {email !== null && <span class="block small soft">{email}</span>}
          </li>
        ))}
      </ul>
      {view.isMore.customers && <All href={`${view.base}/customers?${view.query}`} />}
    </Section>
  );

const All = ({ href }: { readonly href: string }) => (
  <Actions>
    <a href={href}>{words.all}</a>
  </Actions>
);

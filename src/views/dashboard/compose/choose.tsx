import { Hidden, LookupForm, PostForm } from '../../components/form.tsx';
import { Actions } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { COMPOSE_WORDS as words } from '../words/compose.ts';
import { CUSTOMERS_WORDS } from '../words/customers.ts';

export type ChooseCustomerView = {
  readonly action: string;
  /** The draft that is written for another customer; null for a new one. */
  readonly draft: { readonly id: string; readonly href: string } | null;
  readonly search: string;
  readonly customers: readonly {
    readonly id: string;
    readonly form: string;
    readonly name: string;
    readonly email: string | null;
    /** What they were invoiced in so far; empty for the business's own. */
    readonly currency: string;
  }[];
  /** Null for who may not import. */
  readonly importHref: string | null;
  readonly problem: string | null;
};

/** Who an invoice is for: searched and chosen without a script. */
export const chooseCustomerPage = (view: ChooseCustomerView, context: DashboardContext): string =>
  dashboardPage({
    title: view.draft === null ? words.chooseTitle : words.otherTitle,
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles: '.inline{margin:24px 0;align-items:center}.inline input{flex:1 1 16rem;min-width:0}',
    body: (
      <>
        <PageHead
          title={view.draft === null ? words.chooseTitle : words.otherTitle}
          lead={view.draft === null ? words.chooseLead : words.otherLead}
        />
        <LookupForm action={view.action} isSearch>
          {view.draft !== null && <Hidden name="draft" value={view.draft.id} />}
          <input
            name="search"
            value={view.search}
            maxlength={200}
            aria-label={words.searchLabel}
            placeholder={words.search}
          />
          <button class="plain">{words.searchButton}</button>
        </LookupForm>
        <Found view={view} csrf={context.frame.csrf} />
        {view.draft !== null && (
          <Actions>
            <a href={view.draft.href}>{words.back}</a>
          </Actions>
        )}
      </>
    ),
  });

const Found = ({ view, csrf }: { readonly view: ChooseCustomerView; readonly csrf: string }) => {
  if (view.customers.length === 0) {
    return (
      <Empty text={view.search === '' ? words.noCustomers : words.nobody}>
        {view.search === '' && view.importHref !== null ? (
          <a href={view.importHref}>{words.importCustomers}</a>
        ) : undefined}
      </Empty>
    );
  }
  return (
    <Table columns={[{ heading: CUSTOMERS_WORDS.customer }, { heading: words.choose, kind: 'verbs' }]}>
      {view.customers.map(({ id, form, name, email, currency }) => (
        <Row>
          <Cell kind="main" dir="auto">
            {name}
            {email !== null && <span class="block small">{email}</span>}
          </Cell>
          <Cell kind="verbs">
            <PostForm csrf={csrf} action={view.action}>
              <Hidden name="form" value={form} />
              <Hidden name="customer" value={id} />
              <Hidden name="currency" value={currency} />
              {view.draft !== null && <Hidden name="draft" value={view.draft.id} />}
              <button class="small-button" aria-label={words.chooseFor(name)}>
                {words.choose}
              </button>
            </PostForm>
          </Cell>
        </Row>
      ))}
    </Table>
  );
};

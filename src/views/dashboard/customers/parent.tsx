import { TextField } from '../../components/fields.tsx';
import { Button, Hidden, PlainButton, PostForm } from '../../components/form.tsx';
import { Actions, Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table, VerbLink, Verbs } from '../../components/table.tsx';
import { writerFor } from '../../format.ts';
import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { CONTACTS_WORDS as words } from '../words/contacts.ts';

export type ChooseParentView = {
  readonly back: string;
  /** This page: a search, and what it leads to, are its query. */
  readonly action: string;
  readonly customer: string;
  readonly search: string;
  readonly found:
    | readonly { readonly id: string; readonly name: string; readonly email: string | null }[]
    | null;
  readonly hasParent: boolean;
  readonly problem: string | null;
};

/** Finds the customer that pays for another. */
export const chooseParentPage = (view: ChooseParentView, context: DashboardContext): string =>
  dashboardPage({
    title: words.payerTitle(isolate(view.customer)),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    body: (
      <>
        <PageHead title={words.payerTitle(isolate(view.customer))} lead={words.payerLead} />
        <form method="get" action={view.action}>
          <TextField name="search" label={words.find} value={view.search} maxlength={200} dir="auto" />
          <p class="actions">
            <PlainButton>{words.findButton}</PlainButton>
          </p>
        </form>
        {view.found !== null && <Found view={view} />}
        {view.hasParent && (
          <Actions>
            <a href={`${view.action}?to=nobody`}>{words.nobody}</a>
          </Actions>
        )}
        <WayOn href={view.back}>{words.cancel}</WayOn>
      </>
    ),
  });

const Found = ({ view }: { readonly view: ChooseParentView }) =>
  view.found === null || view.found.length === 0 ? (
    <p>{words.nobodyFound(isolate(view.search))}</p>
  ) : (
    <Section title={words.found}>
      <Table columns={[{ heading: words.found }, { heading: words.choose, kind: 'verbs' }]}>
        {view.found.map(({ id, name, email }) => (
          <Row>
            <Cell kind="main" dir="auto">
              {name}
              {email !== null && <span class="block small">{email}</span>}
            </Cell>
            <Cell kind="verbs">
              <Verbs>
                <VerbLink
                  href={`${view.action}?to=${id}`}
                  label={words.choose}
                  fullLabel={words.chooseFull(isolate(name))}
                />
              </Verbs>
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );

export type ConfirmParentView = {
  readonly back: string;
  readonly action: string;
  readonly title: string;
  readonly means: string;
  readonly to: string;
  readonly version: number;
  readonly invoices: readonly {
    readonly number: string | null;
    readonly currency: string;
    readonly amountRemaining: number;
    /** An instant as people read it; null where it is not charged automatically. */
    readonly chargeAt: string | null;
  }[];
};

/** Says what another payer means for planned charges, before it is one. */
export const confirmParentPage = (view: ConfirmParentView, context: DashboardContext): string =>
  dashboardPage({
    title: view.title,
    context,
    body: (
      <>
        <PageHead title={view.title} lead={view.means} />
        {view.invoices.length > 0 && (
          <Section title={words.planned}>
            <Table
              columns={[
                { heading: words.number },
                { heading: words.remaining, kind: 'amount' },
                { heading: words.plannedFor },
              ]}
            >
              {view.invoices.map(({ number, currency, amountRemaining, chargeAt }) => (
                <Row>
                  <Cell kind="main">{number ?? '–'}</Cell>
                  <Cell kind="amount" label={words.remaining}>
                    {writerFor({ currency }, context.speech).amount(amountRemaining)}
                  </Cell>
                  <Cell label={words.plannedFor}>{chargeAt ?? words.notPlanned}</Cell>
                </Row>
              ))}
            </Table>
          </Section>
        )}
        <PostForm csrf={context.frame.csrf} action={view.action}>
          <Hidden name="to" value={view.to} />
          <Hidden name="version" value={String(view.version)} />
          <p class="actions">
            <Button>{words.confirm}</Button> <a href={view.back}>{words.cancel}</a>
          </p>
        </PostForm>
      </>
    ),
  });

import { Fact, Facts } from '../../components/facts.tsx';
import { ButtonLink } from '../../components/form.tsx';
import { Actions, Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table, VerbLink, Verbs } from '../../components/table.tsx';
import { writerFor } from '../../format.ts';
import { isolate } from '../../text.ts';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Address } from '../parts/address.tsx';
import { PageHead } from '../parts/page.tsx';
import { CONTACTS_WORDS as people } from '../words/contacts.ts';
import { CLIENT_WORDS as client } from '../words/customer-client.ts';
import { CUSTOMERS_WORDS as words } from '../words/customers.ts';
import { Autopay, Invoices, invoicesOf, Methods } from './one-money.tsx';
import { type CustomerView, FIGURES, mayChange, type Related } from './one-view.ts';

/** One customer: who they are, what they owe, and how they pay. */
export const customerPage = (view: CustomerView, context: DashboardContext): string =>
  dashboardPage({
    title: view.legalName,
    context,
    said: flashFor({ ...people.said, ...client.said }, view.said),
    styles: '.facts{margin-top:24px}section .facts{margin-top:0}.facts dd{overflow-wrap:anywhere}',
    body: (
      <>
        <PageHead
          title={view.legalName}
          lead={view.label ?? undefined}
          action={
            view.mayIssue && !view.isErased ? (
              <ButtonLink href={`${invoicesOf(view)}/new?search=${view.id}`}>{client.newInvoice}</ButtonLink>
            ) : undefined
          }
        />
        {view.isErased && <p class="lead">{words.erased}</p>}
        <Facts>
          {view.facts.map(([label, text]) => (
            <Fact label={label}>{text}</Fact>
          ))}
          <Fact label={words.stripe}>{view.stripeCustomerId ?? words.notAtStripe}</Fact>
          {view.externalIds.map(({ key, value }) => (
            <Fact label={key}>{value}</Fact>
          ))}
        </Facts>
        {mayChange(view) && (
          <Actions>
            <a href={`${view.base}/${view.id}/tax-ids`}>{people.changeTaxIds}</a>
          </Actions>
        )}
        <Figures view={view} context={context} />
        <Contacts view={view} context={context} />
        <Family view={view} />
        <Methods view={view} context={context} />
        <Autopay view={view} />
        <Invoices view={view} context={context} />
        {view.mayEdit && !view.isErased && (
          <Section title={words.personal}>
            <Actions>
              <a href={`${view.base}/${view.id}/export.json`}>{words.exportOne}</a>{' '}
              <a class="danger" href={`${view.base}/${view.id}/erase`}>
                {words.erase}
              </a>
            </Actions>
          </Section>
        )}
        <WayOn href={view.base}>{words.back}</WayOn>
      </>
    ),
  });

type Part = { readonly view: CustomerView; readonly context: DashboardContext };

const Figures = ({ view, context }: Part) => (
  <>
    {view.figures.map((figures) => (
      <Section title={words.figures(figures.currency)}>
        <div class="figures">
          <Facts>
            {FIGURES.map((name) => (
              <Fact label={words[name]}>{writerFor(figures, context.speech).amount(figures[name])}</Fact>
            ))}
            <Fact label={words.lastPayment}>{figures.lastPaidOn ?? '–'}</Fact>
            <Fact label={words.daysToPayLabel}>
              {figures.daysToPay === null ? '–' : String(figures.daysToPay)}
            </Fact>
          </Facts>
        </div>
      </Section>
    ))}
  </>
);

const Contacts = ({ view }: Part) => (
  <Section title={words.people}>
    {view.contacts.length === 0 ? (
      <p>{view.address === null ? words.nobodyTold : words.noPeople(isolate(view.address))}</p>
    ) : (
      <Table
        columns={[
          { heading: words.person },
          { heading: words.roles },
          { heading: words.language },
          ...(mayChange(view) ? [{ heading: people.edit, kind: 'verbs' } as const] : []),
        ]}
      >
        {view.contacts.map(({ name, email, roles, language }, place) => (
          <Row>
            <Cell kind="main" dir="auto">
              {name ?? <Address of={email} />}
              {name !== null && (
                <span class="block small">
                  <Address of={email} />
                </span>
              )}
            </Cell>
            <Cell label={words.roles}>{roles.map((role) => words.roleNames[role]).join(', ')}</Cell>
            <Cell label={words.language}>{language ?? '–'}</Cell>
            {mayChange(view) && <ContactVerbs view={view} place={place} name={name ?? email} />}
          </Row>
        ))}
      </Table>
    )}
    {mayChange(view) && (
      <Actions>
        <a href={`${view.base}/${view.id}/contacts/new`}>{people.add}</a>
      </Actions>
    )}
  </Section>
);

type Verbed = { readonly view: CustomerView; readonly place: number; readonly name: string };

const ContactVerbs = ({ view, place, name }: Verbed) => {
  const href = `${view.base}/${view.id}/contacts/${place}`;
  return (
    <Cell kind="verbs">
      <Verbs>
        <VerbLink href={href} label={people.edit} fullLabel={people.editFull(isolate(name))} />
        <VerbLink
          href={`${href}/remove`}
          label={people.remove}
          fullLabel={people.removeFull(isolate(name))}
        />
      </Verbs>
    </Cell>
  );
};

const Family = ({ view }: { readonly view: CustomerView }) => {
  const { parent, children } = view;
  const link = ({ id, name }: Related) => (
    <a href={`${view.base}/${id}`} dir="auto">
      {name}
    </a>
  );
  return (
    <Section title={people.family}>
      {children.length > 0 ? (
        <p>
          {people.paysFor}{' '}
          {children.map((child, place) => (
            <>
              {place > 0 && ', '}
              {link(child)}
            </>
          ))}
        </p>
      ) : parent === null ? (
        <p>{people.paysItself}</p>
      ) : (
        <p>
          {link(parent)} {people.paidBy}
        </p>
      )}
      {mayChange(view) && children.length === 0 && (
        <Actions>
          <a href={`${view.base}/${view.id}/parent`}>{people.changePayer}</a>
        </Actions>
      )}
    </Section>
  );
};

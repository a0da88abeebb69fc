import { Fact, Facts } from '../../components/facts.tsx';
import { Actions, Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table, VerbLink, Verbs } from '../../components/table.tsx';
import { writerFor } from '../../format.ts';
import { isolate } from '../../text.ts';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { CONTACTS_WORDS as people } from '../words/contacts.ts';
import { CUSTOMERS_WORDS as words } from '../words/customers.ts';

type Role = keyof typeof words.roleNames;

export type CustomerView = {
  readonly base: string;
  readonly id: string;
  readonly legalName: string;
  readonly label: string | null;
  readonly isErased: boolean;
  readonly mayEdit: boolean;
  /** Pairs of a label and what is known, without what is not. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly externalIds: readonly { readonly key: string; readonly value: string }[];
  readonly stripeCustomerId: string | null;
  readonly address: string | null;
  readonly contacts: readonly {
    readonly name: string | null;
    readonly email: string;
    readonly roles: readonly Role[];
    readonly language: string | null;
  }[];
  readonly figures: readonly Readonly<
    Record<'billed' | 'paid' | 'open' | 'processing' | 'overdue' | 'failed', number> & { currency: string }
  >[];
  readonly methods: readonly {
    readonly name: string;
    readonly state: keyof typeof words.states;
    readonly isDefault: boolean;
  }[];
  readonly invoices: readonly {
    readonly number: string | null;
    readonly href: string | null;
    readonly dueDate: string | null;
    readonly currency: string;
    readonly total: number;
    readonly remaining: number;
    readonly state: string;
  }[];
  /** Who pays for it where it has nothing of its own switched on, and for whom it does. */
  readonly parent: Related | null;
  readonly children: readonly Related[];
  readonly said: string | null;
};

type Related = { readonly id: string; readonly name: string };

/** One customer: who they are, what they owe, and how they pay. */
export const customerPage = (view: CustomerView, context: DashboardContext): string =>
  dashboardPage({
    title: view.legalName,
    context,
    said: flashFor(people.said, view.said),
    styles: '.facts{margin-top:24px}section .facts{margin-top:0}.facts dd{overflow-wrap:anywhere}',
    body: (
      <>
        <PageHead title={view.legalName} lead={view.label ?? undefined} />
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

const FIGURES = ['billed', 'paid', 'open', 'processing', 'overdue', 'failed'] as const;

const Figures = ({ view, context }: Part) => (
  <>
    {view.figures.map((figures) => (
      <Section title={words.figures(figures.currency)}>
        <Facts>
          {FIGURES.map((name) => (
            <Fact label={words[name]}>{writerFor(figures, context.speech).amount(figures[name])}</Fact>
          ))}
        </Facts>
      </Section>
    ))}
  </>
);

const mayChange = ({ mayEdit, isErased }: CustomerView): boolean => mayEdit && !isErased;

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
              {name ?? email}
              {name !== null && <span class="block small">{email}</span>}
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

const Methods = ({ view }: Part) => (
  <Section title={words.methods}>
    {view.methods.length === 0 ? (
      <p>{words.noMethods}</p>
    ) : (
      <Table columns={[{ heading: words.method }, { heading: words.state }]}>
        {view.methods.map(({ name, state, isDefault }) => (
          <Row>
            <Cell kind="main">
              {name} {isDefault && <span class="tag">{words.preferred}</span>}
            </Cell>
            <Cell label={words.state}>{words.states[state]}</Cell>
          </Row>
        ))}
      </Table>
    )}
  </Section>
);

const Invoices = ({ view, context }: Part) => (
  <Section title={words.invoices}>
    {view.invoices.length === 0 ? (
      <p>{words.noInvoices}</p>
    ) : (
      <Table
        columns={[
          { heading: words.number },
          { heading: words.state },
          { heading: words.due },
          { heading: words.amount, kind: 'amount' },
          { heading: words.remaining, kind: 'amount' },
        ]}
      >
        {view.invoices.map(({ number, href, dueDate, currency, total, remaining, state }) => (
          <Row>
            <Cell kind="main">{href === null ? (number ?? '–') : <a href={href}>{number}</a>}</Cell>
            <Cell label={words.state}>{state}</Cell>
            <Cell kind="day" label={words.due}>
              {dueDate ?? '–'}
            </Cell>
            <Cell kind="amount" label={words.amount}>
              {writerFor({ currency }, context.speech).amount(total)}
            </Cell>
            <Cell kind="amount" label={words.remaining}>
              {writerFor({ currency }, context.speech).amount(remaining)}
            </Cell>
          </Row>
        ))}
      </Table>
    )}
  </Section>
);

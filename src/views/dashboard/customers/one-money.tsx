import { Actions, Section } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { writerFor } from '../../format.ts';
import type { DashboardContext } from '../frame.tsx';
import { CLIENT_WORDS as client } from '../words/customer-client.ts';
import { CUSTOMERS_WORDS as words } from '../words/customers.ts';
import { type CustomerView, mayChange } from './one-view.ts';

type Part = { readonly view: CustomerView; readonly context: DashboardContext };

export const Methods = ({ view }: Part) => (
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
    {mayChange(view) && (
      <Actions>
        <a href={`${view.base}/${view.id}/methods/new`}>{client.addMethod}</a>
      </Actions>
    )}
  </Section>
);

export const Autopay = ({ view }: { readonly view: CustomerView }) => {
  const own = `${view.base}/${view.id}`;
  return (
    <Section title={client.autopay}>
      <p>{view.autopay.join(' ')}</p>
      <Actions>
        <a href={`${own}/portal?page=agreements`}>{client.agreed}</a>{' '}
        <a href={`${own}/portal`}>{client.seePortal}</a>{' '}
        <a href={`${own}/statement.pdf`}>{client.statement}</a>{' '}
        {view.mayUnlink && view.stripeCustomerId !== null && (
          <a class="danger" href={`${view.base.replace(/customers$/, 'mapping')}/clients/${view.id}/unlink`}>
            {client.unlink}
          </a>
        )}
      </Actions>
    </Section>
  );
};

export const invoicesOf = ({ base }: CustomerView): string => base.replace(/customers$/, 'invoices');

export const Invoices = ({ view, context }: Part) => (
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
        {view.invoices.map(({ id, number, dueDate, currency, total, remaining, state }) => (
          <Row>
            <Cell kind="main">
              <a href={`${invoicesOf(view)}/${id}`}>{number ?? words.status.draft}</a>
            </Cell>
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

import { VerbForm } from '../components/form.tsx';
import { Lead, Section } from '../components/prose.tsx';
import { Cell, type Column, Row, Table, VerbLink, Verbs } from '../components/table.tsx';
import { Money } from '../components/values.tsx';
import { isolate } from '../text.ts';
import type { PlannedInvoice } from './autopay-view.ts';
import { payPath } from './pay-path.ts';
import type { SettingsWriter } from './settings-writer.ts';

type List = {
  readonly invoices: readonly PlannedInvoice[];
  readonly csrf: string;
  readonly writer: SettingsWriter;
};

/** What is charged next, with pause and resume, and apart from that what is not charged at all. */
export const Planned = ({ invoices, csrf, writer }: List) => {
  const words = writer.own.autopay;
  const [planned, others] = [
    invoices.filter(({ plan }) => isCharged(plan)),
    invoices.filter(({ plan }) => !isCharged(plan)),
  ];
  return (
    <>
      {(planned.length > 0 || others.length === 0) && (
        <Section title={words.next}>
          {planned.length === 0 ? (
            <Lead>{words.nothingNext}</Lead>
          ) : (
            <PlannedTable invoices={planned} csrf={csrf} writer={writer} />
          )}
        </Section>
      )}
      {others.length > 0 && (
        <Section title={words.step.not}>
          <PlannedTable invoices={others} csrf={csrf} writer={writer} />
        </Section>
      )}
    </>
  );
};

const PlannedTable = ({ invoices, csrf, writer }: List) => {
  const words = writer.own.autopay;
  const columns: readonly Column[] = [
    { heading: words.invoice },
    { heading: words.plan },
    { heading: words.amount, kind: 'amount' },
    { heading: words.actions },
  ];
  return (
    <Table columns={columns}>
      {invoices.map((invoice) => (
        <PlannedRow invoice={invoice} csrf={csrf} writer={writer} />
      ))}
    </Table>
  );
};

type Line = {
  readonly invoice: PlannedInvoice;
  readonly csrf: string;
  readonly writer: SettingsWriter;
};

const PlannedRow = ({ invoice, csrf, writer }: Line) => {
  const words = writer.own.autopay;
  const { id, number, currency, amountRemaining, plan } = invoice;
  const name = isolate(number);
  const verb = verbOf(plan);
  const fullLabel = (label: string) => writer.own.of(label, words.invoiceNumber(name));
  return (
    <Row>
      <Cell kind="main">
        <a href={invoice.viewUrl}>
          <b>{name}</b>
        </a>
      </Cell>
      <Cell>
        {plan.kind === 'awaiting_choice' ? (
          <a href="/portal/settings/open-invoices">{planText(invoice, writer)}</a>
        ) : (
          planText(invoice, writer)
        )}
      </Cell>
      <Cell kind="owed">
        <Money writer={writer} currency={currency} minor={amountRemaining} />
      </Cell>
      <Cell>
        <Verbs>
          {verb !== null && (
            <VerbForm
              csrf={csrf}
              action={`/portal/autopay/${verb}`}
              fields={{ invoice: id }}
              label={words[verb]}
              fullLabel={fullLabel(words[verb])}
            />
          )}
          {invoice.isPayable && plan.kind !== 'charging' && (
            <VerbLink href={payPath([id])} label={words.pay} fullLabel={fullLabel(words.pay)} />
          )}
        </Verbs>
      </Cell>
    </Row>
  );
};

/** Whether it is charged by itself, be it later: else its customer has to pay, or to say something first. */
function isCharged({ kind }: PlannedInvoice['plan']): boolean {
  switch (kind) {
    case 'scheduled':
    case 'retrying':
    case 'soon':
    case 'noticed_first':
    case 'waiting':
    case 'charging':
      return true;
    case 'paused':
    case 'over_cap':
    case 'no_cap':
    case 'awaiting_choice':
    case 'not':
      return false;
    default:
      return kind satisfies never;
  }
}

function planText({ plan, currency }: PlannedInvoice, writer: SettingsWriter): string {
  const { step } = writer.own.autopay;
  if (plan.kind === 'no_cap') return step.no_cap(currency);
  return plan.kind === 'scheduled' || plan.kind === 'retrying'
    ? step[plan.kind](writer.day(plan.at))
    : step[plan.kind];
}

/** Whether an invoice can be paused or resumed; null if neither. */
function verbOf({ kind }: PlannedInvoice['plan']): 'pause' | 'resume' | null {
  switch (kind) {
    case 'scheduled':
    case 'retrying':
    case 'soon':
    case 'noticed_first':
    case 'waiting':
    case 'awaiting_choice':
      return 'pause';
    case 'paused':
      return 'resume';
    case 'charging':
    case 'over_cap':
    case 'no_cap':
    case 'not':
      return null;
    default:
      return kind satisfies never;
  }
}

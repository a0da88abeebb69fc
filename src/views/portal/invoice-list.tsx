import { PlainButton } from '../components/form.tsx';
import { Lead } from '../components/prose.tsx';
import { Markup } from '../components/render.ts';
import { statusLine, statusOf } from '../components/status.ts';
import { Cell, type Column, Row, Table, VerbLink, Verbs } from '../components/table.tsx';
import { Day } from '../components/values.tsx';
import { referenceFacts } from '../detail-facts.ts';
import { isolate } from '../text.ts';
import type { InvoiceRow } from './invoices-view.ts';
import { payPath } from './pay-path.ts';
import { RowMoney, RowStory } from './row-money.tsx';
import type { PortalWriter } from './writer.ts';

type List = {
  readonly invoices: readonly InvoiceRow[];
  readonly hasChoice: boolean;
  /** Whether older ones follow on another page, which may be those that are looked for. */
  readonly hasOlder: boolean;
  readonly writer: PortalWriter;
};

/** The list is a form: ticked invoices go to the review page for one payment. */
export const InvoiceList = ({ invoices, hasChoice, hasOlder, writer }: List) => {
  const words = writer.portal.invoices;
  if (invoices.length === 0) return <Lead>{hasOlder ? words.noneSoFar : words.noneHere}</Lead>;
  const hasTicks = invoices.filter(({ payable }) => payable).length > 1;
  const tick: readonly Column[] = hasTicks ? [{ heading: words.selectHeading, kind: 'tick' }] : [];
  const columns: readonly Column[] = [
    ...tick,
    { heading: words.invoice },
    { heading: words.status },
    { heading: words.amount, kind: 'amount' },
    { heading: words.actions, kind: 'verbs' },
  ];
  const table = (
    <Table columns={columns} look={hasTicks ? 'ticks' : null}>
      {invoices.map((invoice) => (
        <InvoiceLine invoice={invoice} hasTicks={hasTicks} hasChoice={hasChoice} writer={writer} />
      ))}
    </Table>
  );
  if (!hasTicks) return table;
  return (
    <form method="get" action="/portal/pay">
      {table}
      <p class="bar">
        <PlainButton>{words.paySelected}</PlainButton>
      </p>
    </form>
  );
};

type Line = {
  readonly invoice: InvoiceRow;
  readonly hasTicks: boolean;
  readonly hasChoice: boolean;
  readonly writer: PortalWriter;
};

const InvoiceLine = ({ invoice, hasTicks, hasChoice, writer }: Line) => {
  const words = writer.portal.invoices;
  const { id, number, links } = invoice;
  return (
    <Row>
      {hasTicks && (
        <Cell kind="tick">
          {invoice.payable && (
            <input type="checkbox" name="invoice" value={id} aria-label={words.select(isolate(number))} />
          )}
        </Cell>
      )}
      <Cell kind="main">
        <a href={links.view}>
          <b>{number}</b>
        </a>
        {invoice.customerName != null && (
          <span class="small block" dir="auto">
            {invoice.customerName}
          </span>
        )}
        <span class="small soft">
          <Day writer={writer} on={invoice.issuedOn} />
        </span>
        {referenceFacts(invoice.references, writer, 'portal').map(({ label, value }) => (
          <span class="small soft block" dir="auto">
            {`${label} ${value}`}
          </span>
        ))}
      </Cell>
      <Cell>
        <Markup of={statusLine(statusOf(invoice, writer))} />
        <RowStory invoice={invoice} writer={writer} />
      </Cell>
      <Cell kind="owed">
        <RowMoney invoice={invoice} writer={writer} />
      </Cell>
      <Cell kind="verbs">
        <Verbs>
          <InvoiceVerbs invoice={invoice} hasChoice={hasChoice} writer={writer} />
        </Verbs>
      </Cell>
    </Row>
  );
};

/** Leads to the pay link, or to the review page if there is a choice. */
const InvoiceVerbs = ({ invoice, hasChoice, writer }: Omit<Line, 'hasTicks'>) => {
  const words = writer.portal.invoices;
  const { pay, pdf, receipt } = invoice.links;
  const payHref = hasChoice ? payPath([invoice.id]) : pay;
  const verb = (href: string, label: string, isMinor = false) => (
    <VerbLink
      href={href}
      label={label}
      fullLabel={words.about(label, isolate(invoice.number))}
      isMinor={isMinor}
    />
  );
  return (
    <>
      {payHref !== null && invoice.payable && verb(payHref, hasChoice ? words.choose : words.pay)}
      {receipt !== null && verb(receipt, words.receipt)}
      {verb(pdf, words.pdf, true)}
    </>
  );
};

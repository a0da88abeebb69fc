import type { LocalDate } from '../../../domain/calendar.ts';
import { type MoneyReport, reportSince } from '../../../domain/money-report.ts';
import { Remark, Section } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { speakerFor, type Writer, writerFor } from '../../format.ts';
import type { DashboardContext } from '../frame.tsx';
import { Empty } from '../parts/page.tsx';
import { HOME_WORDS } from '../words/home.ts';
import { WeeksChart } from './weeks-chart.tsx';

const words = HOME_WORDS.money;

type Money = {
  readonly reports: readonly MoneyReport[];
  readonly today: LocalDate;
  readonly base: string;
  readonly context: DashboardContext;
};

/** How the money stands, each currency by itself: they are never added up. */
export const MoneyParts = ({ reports, today, base, context }: Money) => {
  if (reports.length === 0) {
    return (
      <Section title={words.title}>
        <Empty text={words.none} />
      </Section>
    );
  }
  const since = words.since(speakerFor(context.speech).date(reportSince(today)));
  return (
    <>
      {reports.map((report) => (
        <Section title={`${words.title}, ${words.in(report.currency)}`}>
          <Standing report={report} since={since} base={base} writer={writerFor(report, context.speech)} />
          <WeeksChart
            currency={report.currency}
            weeks={report.weeks}
            writer={writerFor(report, context.speech)}
          />
        </Section>
      ))}
      <Remark>{words.zone}</Remark>
    </>
  );
};

type Part = {
  readonly report: MoneyReport;
  readonly since: string;
  readonly base: string;
  readonly writer: Writer;
};

const Standing = ({ report, since, base, writer }: Part) => {
  const { currency, notDue, overdue, processing, billed, collected, refunded } = report;
  const list = (query: Readonly<Record<string, string>>) =>
    `${base}/invoices?${new URLSearchParams({ ...query, currency })}`;
  return (
    <>
      <dl class="sum">
        <Figure label={words.overdue} href={list({ view: 'overdue' })} isBad={overdue.amount > 0}>
          {[writer.amount(overdue.amount), counted(words.invoices, overdue.items)]}
        </Figure>
        <Figure label={words.notDue} href={list({ view: 'open' })}>
          {[writer.amount(notDue.amount), counted(words.invoices, notDue.items)]}
        </Figure>
        <Figure label={words.processing} href={list({ payment: 'processing' })}>
          {[writer.amount(processing.amount), counted(words.payments, processing.items)]}
        </Figure>
        <Figure label={words.billed}>{[writer.amount(billed.amount), since]}</Figure>
        <Figure label={words.collected}>{[writer.amount(collected.amount), since]}</Figure>
        <Figure label={words.refunded}>{[writer.amount(refunded.amount), since]}</Figure>
      </dl>
      {overdue.amount > 0 && <Ages report={report} list={list} writer={writer} />}
    </>
  );
};

const counted = (write: (count: string, isOne: boolean) => string, items: number): string =>
  write(items.toLocaleString('en'), items === 1);

type Figure = {
  readonly label: string;
  readonly href?: string;
  readonly isBad?: boolean;
  readonly children: readonly [amount: string, remark: string];
};

const Figure = ({ label, href, isBad = false, children: [amount, remark] }: Figure) => (
  <div>
    <dt>{href === undefined ? label : <a href={href}>{label}</a>}</dt>
    <dd class={isBad ? 'bad' : undefined}>{amount}</dd>
    <dd class="small soft">{remark}</dd>
  </div>
);

type Aged = Pick<Part, 'report' | 'writer'> & {
  readonly list: (query: Readonly<Record<string, string>>) => string;
};

const Ages = ({ report, list, writer }: Aged) => {
  const all = Math.max(1, report.overdue.amount);
  let from = 1;
  return (
    <Table
      look="ledger"
      columns={[{ heading: words.ages }, { heading: words.share }, { heading: words.amount, kind: 'amount' }]}
    >
      {report.ages.map(({ days, items, amount, from: first, to }) => {
        const name = words.days(from, days);
        from = (days ?? 0) + 1;
        const range = { by: 'due', ...(first === null ? {} : { from: first }), to };
        return (
          <Row>
            <Cell kind="main">
              {items === 0 ? name : <a href={list({ view: 'overdue', ...range })}>{name}</a>}
              <span class="block small">{counted(words.invoices, items)}</span>
            </Cell>
            <Cell>
              <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width={String(Math.round((Math.max(0, amount) / all) * 100))} height="8" />
              </svg>
            </Cell>
            <Cell kind="amount" label={words.amount}>
              {writer.amount(amount)}
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
};

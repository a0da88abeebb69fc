import { Fact, Facts } from '../../components/facts.tsx';
import { Hidden, PlainButton, PostForm } from '../../components/form.tsx';
import { Actions, Remark, Section, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { SCHEDULES_WORDS as words } from '../words/schedules.ts';
import { type SchedulesView, ScheduleTag } from './list.tsx';
import { type NextInvoice, NextInvoices } from './preview.tsx';

export type ScheduleView = Pick<SchedulesView['schedules'][number], 'name' | 'status' | 'waits'> & {
  /** The schedule's own page; its acts are below it. */
  readonly action: string;
  readonly back: string;
  readonly customer: { readonly name: string; readonly href: string };
  /** The command of whatever is pressed on this page: once, however often it is sent. */
  readonly form: string;
  /** Whether its customer is mailed of what becomes of it. */
  readonly mails: boolean;
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly lines: readonly string[];
  readonly problems: readonly string[];
  readonly missed: { readonly count: number; readonly first: readonly NextInvoice[] };
  readonly next: readonly NextInvoice[];
  /** The period that would be skipped, and its number. */
  readonly skips: { readonly period: string; readonly number: number } | null;
  readonly past: readonly {
    readonly period: string;
    readonly remark: string | null;
    readonly invoice: { readonly href: string; readonly name: string } | null;
    readonly state: string;
    readonly amount: string | null;
  }[];
  readonly mayWrite: boolean;
  readonly mayMoveMoney: boolean;
  readonly problem: string | null;
  readonly said: string | null;
};

/** A schedule: how it stands, what it makes next, what it made, and what staff may do. */
export const schedulePage = (view: ScheduleView, context: DashboardContext): string =>
  dashboardPage({
    title: view.name,
    context,
    // What an act does stands below its button, apart from the next one.
    styles: 'form+.small{margin:4px 0 16px}',
    said: view.problem === null ? flashFor(words.said, view.said) : { tone: 'bad', text: view.problem },
    body: (
      <>
        <PageHead
          title={view.name}
          lead={
            <>
              {words.forWhom} <a href={view.customer.href}>{view.customer.name}</a>.{' '}
              <ScheduleTag status={view.status} waits={view.waits} />
            </>
          }
        />
        <Waiting view={view} csrf={context.frame.csrf} />
        <Section title={words.howItRuns}>
          <Facts>
            {view.facts.map(([label, text]) => (
              <Fact label={label}>{text}</Fact>
            ))}
          </Facts>
        </Section>
        <Section title={words.lines}>
          {view.lines.map((line) => (
            <p dir="auto">{line}</p>
          ))}
        </Section>
        <Acts view={view} csrf={context.frame.csrf} />
        <Section title={words.nextTwelve}>
          {view.next.length === 0 ? <Remark>{words.nothingNext}</Remark> : <NextInvoices of={view.next} />}
        </Section>
        <Section title={words.past}>
          {view.past.length === 0 ? <Remark>{words.noPast}</Remark> : <Past view={view} />}
        </Section>
        <WayOn href={view.back}>{words.all}</WayOn>
      </>
    ),
  });

type Part = { readonly view: ScheduleView; readonly csrf: string };

type Act = Part & {
  readonly verb: string;
  readonly label: string;
  readonly fields?: Readonly<Record<string, string>>;
};

const ActForm = ({ view, csrf, verb, label, fields = {} }: Act) => (
  <PostForm csrf={csrf} action={`${view.action}/${verb}`}>
    <Hidden name="form" value={view.form} />
    {Object.entries(fields).map(([name, value]) => (
      <Hidden name={name} value={value} />
    ))}
    <PlainButton>{label}</PlainButton>
  </PostForm>
);

const Waiting = ({ view, csrf }: Part) => {
  const { missed, problems } = view;
  if (view.waits === 'answer') {
    return (
      <Section title={words.missedTitle}>
        <p>{words.missedText(missed.count)}</p>
        <NextInvoices of={missed.first} />
        {missed.count > missed.first.length && (
          <Remark>{words.moreMissed(missed.count - missed.first.length)}</Remark>
        )}
        {view.mayMoveMoney && (
          <div class="actions">
            <ActForm
              view={view}
              csrf={csrf}
              verb="answer"
              label={words.missedMake}
              fields={{ missed: 'catch_up' }}
            />
            <ActForm
              view={view}
              csrf={csrf}
              verb="answer"
              label={words.missedSkip}
              fields={{ missed: 'skip' }}
            />
          </div>
        )}
      </Section>
    );
  }
  if (view.waits !== 'mending') return null;
  return (
    <Section title={words.stoppedTitle}>
      <p>{words.stoppedText}</p>
      <ul>
        {problems.map((problem) => (
          <li>{problem}</li>
        ))}
      </ul>
      {view.mayMoveMoney && (
        <div class="actions">
          <ActForm view={view} csrf={csrf} verb="start-again" label={words.startAgain} />
        </div>
      )}
    </Section>
  );
};

const Acts = ({ view, csrf }: Part) => {
  if (view.status === 'ended' || !view.mayWrite) return null;
  return (
    <Section title={words.acts}>
      {view.status === 'active' ? (
        <>
          <div class="actions">
            <ActForm view={view} csrf={csrf} verb="pause" label={words.pause} />
          </div>
          <Remark>{words.pauseHint}</Remark>
        </>
      ) : (
        view.mayMoveMoney && (
          <div class="actions">
            <ActForm
              view={view}
              csrf={csrf}
              verb="resume"
              label={words.resumeSkip}
              fields={{ missed: 'skip' }}
            />
            <ActForm
              view={view}
              csrf={csrf}
              verb="resume"
              label={words.resumeMake}
              fields={{ missed: 'catch_up' }}
            />
          </div>
        )
      )}
      {view.skips !== null && (
        <>
          <div class="actions">
            <ActForm
              view={view}
              csrf={csrf}
              verb="skip"
              label={words.skip}
              fields={{ period: String(view.skips.number) }}
            />
          </div>
          <Remark>{words.skipHint(view.skips.period)}</Remark>
        </>
      )}
      <div class="actions">
        <ActForm
          view={view}
          csrf={csrf}
          verb="mails"
          label={view.mails ? words.mailsOff : words.mailsOn}
          fields={{ mails: view.mails ? 'off' : 'on' }}
        />
      </div>
      <Remark>{view.mails ? words.mailsOffHint : words.mailsOnHint}</Remark>
      {view.mayMoveMoney && (
        <Actions>
          <a href={`${view.action}/change`}>{words.changeTerms}</a>{' '}
          {view.status === 'active' && <a href={`${view.action}/cadence`}>{words.cadence.link}</a>}{' '}
          <a href={`${view.action}/end`}>{words.end}</a>
        </Actions>
      )}
    </Section>
  );
};

const Past = ({ view }: { readonly view: ScheduleView }) => (
  <Table
    columns={[
      { heading: words.pastColumns.period },
      { heading: words.pastColumns.invoice },
      { heading: words.pastColumns.state },
      { heading: words.pastColumns.amount, kind: 'amount' },
    ]}
  >
    {view.past.map(({ period, remark, invoice, state, amount }) => (
      <Row>
        <Cell kind="main">
          {period}
          {remark !== null && <span class="block small">{remark}</span>}
        </Cell>
        <Cell label={words.pastColumns.invoice}>
          {invoice === null ? '–' : <a href={invoice.href}>{invoice.name}</a>}
        </Cell>
        <Cell label={words.pastColumns.state}>
          <Tag tone={null}>{state}</Tag>
        </Cell>
        <Cell kind="owed">{amount ?? '–'}</Cell>
      </Row>
    ))}
  </Table>
);

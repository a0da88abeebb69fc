import type { ScheduleStatus } from '../../../domain/schedule/status.ts';
import { ButtonLink } from '../../components/form.tsx';
import { Actions, Remark } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { Paging } from '../parts/paging.tsx';
import { Tag } from '../parts/tag.tsx';
import { SCHEDULE_TONES, SCHEDULES_WORDS as words } from '../words/schedules.ts';

export type SchedulesView = {
  /** Of the list; each schedule is below it. */
  readonly base: string;
  readonly mayCreate: boolean;
  /** Of a file of schedules, and of Stripe's subscriptions; null for whoever may not. */
  readonly importHref: string | null;
  readonly takeOverHref: string | null;
  readonly isWaitingOnly: boolean;
  /** What active schedules bring in a month, a sentence for each currency. */
  readonly recurring: readonly string[];
  readonly schedules: readonly {
    readonly id: string;
    readonly name: string;
    readonly customer: string;
    readonly status: ScheduleStatus;
    readonly waits: 'answer' | 'mending' | null;
    readonly every: string;
    readonly next: string | null;
    readonly amount: string;
  }[];
  readonly first: string | null;
  readonly next: string | null;
};

/** How a schedule stands, in a word. */
export const ScheduleTag = ({
  status,
  waits,
}: Pick<SchedulesView['schedules'][number], 'status' | 'waits'>) =>
  waits === null ? (
    <Tag tone={SCHEDULE_TONES[status]}>{words.states[status]}</Tag>
  ) : (
    <Tag tone="bad">{waits === 'answer' ? words.asks : words.stopped}</Tag>
  );

/** A business's schedules, with what they bring in. */
export const schedulesPage = (view: SchedulesView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    styles: '.head+.small{margin-top:16px}',
    body: (
      <>
        <PageHead
          title={words.title}
          lead={words.lead}
          action={
            view.mayCreate ? <ButtonLink href={`${view.base}/new`}>{words.create}</ButtonLink> : undefined
          }
        />
        {view.recurring.map((sentence) => (
          <Remark>{sentence}</Remark>
        ))}
        <Actions>
          {view.isWaitingOnly ? (
            <a href={view.base}>{words.all}</a>
          ) : (
            <a href={`${view.base}?waiting=yes`}>{words.waitingOnly}</a>
          )}{' '}
          <a href={`${view.base}/export.csv`}>{words.download}</a>
          {view.importHref !== null && (
            <>
              {' '}
              <a href={view.importHref}>{words.importFile}</a>
            </>
          )}
          {view.takeOverHref !== null && (
            <>
              {' '}
              <a href={view.takeOverHref}>{words.takeOver}</a>
            </>
          )}
        </Actions>
        {view.schedules.length === 0 ? (
          <Empty text={view.isWaitingOnly ? words.noneWaiting : words.none} />
        ) : (
          <List view={view} />
        )}
        <Paging first={view.first} next={view.next} />
      </>
    ),
  });

const List = ({ view }: { readonly view: SchedulesView }) => (
  <Table
    columns={[
      { heading: words.columns.schedule },
      { heading: words.columns.state },
      { heading: words.columns.every },
      { heading: words.columns.next },
      { heading: words.columns.amount, kind: 'amount' },
    ]}
  >
    {view.schedules.map(({ id, name, customer, status, waits, every, next, amount }) => (
      <Row>
        <Cell kind="main" dir="auto">
          <a href={`${view.base}/${id}`}>{name}</a>
          <span class="block small">{customer}</span>
        </Cell>
        <Cell label={words.columns.state}>
          <ScheduleTag status={status} waits={waits} />
        </Cell>
        <Cell label={words.columns.every}>{every}</Cell>
        <Cell kind="day" label={words.columns.next}>
          {next ?? '–'}
        </Cell>
        <Cell kind="owed" label={words.columns.amount}>
          {amount}
        </Cell>
      </Row>
    ))}
  </Table>
);

import type { BulkAct, BulkSkip, BulkState } from '../../../domain/invoice/bulk.ts';
import { MOST_AT_ONCE } from '../../../domain/invoice/bulk.ts';
import { Button, DangerButton, Hidden, PostForm } from '../../components/form.tsx';
import { Actions, Lead, Remark, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead, Progress } from '../parts/page.tsx';
import { Tag, type Tone } from '../parts/tag.tsx';
import { BULK_WORDS as words } from '../words/bulk.ts';

export type BulkAskView = {
  readonly action: string;
  /** Back to the list, with its filters. */
  readonly back: string;
  readonly act: BulkAct;
  readonly form: string;
  readonly ids: readonly string[];
  /** What was said, so that another standing is told. */
  readonly said: string;
  readonly todo: number;
  /** What those come to, by currency, written. */
  readonly sums: readonly string[];
  readonly passedOver: readonly { readonly why: BulkSkip; readonly count: number }[];
  readonly hasMore: boolean;
  readonly problem: string | null;
};

/** Says what will be done to how many invoices, which come to how much, and which are passed over, before it is done. */
export const bulkAskPage = (view: BulkAskView, context: DashboardContext): string => {
  const title = view.todo === 0 ? words.none(view.act) : words.title(view.act, view.todo);
  const over = view.passedOver.reduce((all, { count }) => all + count, 0);
  return dashboardPage({
    title,
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    body: (
      <>
        <PageHead title={title} lead={view.todo === 0 ? undefined : words.means[view.act]} />
        {view.todo > 0 && <Lead>{words.sum(view.sums.join(', '))}</Lead>}
        {over > 0 && (
          <>
            <p>{words.passedOver(over)}</p>
            <ul>
              {view.passedOver.map(({ why, count }) => (
                <li>{words.skipLine(count, why)}</li>
              ))}
            </ul>
          </>
        )}
        {view.hasMore && <Remark>{words.hasMore(MOST_AT_ONCE)}</Remark>}
        {view.todo === 0 ? (
          <WayOn href={view.back}>{words.cancel}</WayOn>
        ) : (
          <PostForm csrf={context.frame.csrf} action={view.action}>
            <Hidden name="form" value={view.form} />
            <Hidden name="act" value={view.act} />
            <Hidden name="said" value={view.said} />
            {view.ids.map((id) => (
              <Hidden name="pick" value={id} />
            ))}
            <Press view={view} />
          </PostForm>
        )}
      </>
    ),
  });
};

const Press = ({ view: { act, todo, back } }: { readonly view: BulkAskView }) => {
  const away = <a href={back}>{words.cancel}</a>;
  return act === 'void' ? (
    <DangerButton back={away}>{words.button(act, todo)}</DangerButton>
  ) : (
    <Actions>
      <Button>{words.button(act, todo)}</Button> {away}
    </Actions>
  );
};

export type BulkReportView = {
  readonly base: string;
  readonly self: string;
  readonly act: BulkAct;
  readonly invoices: number;
  readonly begun: string;
  readonly counts: Readonly<Record<BulkState, number>>;
  readonly rows: readonly {
    readonly id: string;
    /** Its number, or what it is. */
    readonly name: string;
    readonly isGone: boolean;
    readonly customer: string | null;
    readonly amount: string;
    readonly state: BulkState;
    readonly why: string;
  }[];
  readonly isFirst: boolean;
  readonly next: number | null;
};

const TONES: Readonly<Record<BulkState, Tone>> = {
  waiting: null,
  done: 'good',
  skipped: 'wait',
  failed: 'bad',
};

/** How far it is, and what became of each invoice. Drawn anew by itself while some still wait. */
export const bulkReportPage = (view: BulkReportView, context: DashboardContext): string => {
  const { done, skipped, failed, waiting } = view.counts;
  const title = words.reportTitle(view.act, view.invoices);
  return dashboardPage({
    title,
    context,
    body: (
      <>
        <PageHead title={title} lead={view.begun} />
        <Progress
          label={words.progress}
          done={view.invoices - waiting}
          of={view.invoices}
          text={`${words.done(view.invoices - waiting, view.invoices)}. ${words.counts(done, skipped, failed)}${waiting === 0 ? ` ${words.over}` : ''}`}
        />
        <Table
          columns={[
            { heading: words.invoice },
            { heading: words.state },
            { heading: words.why },
            { heading: words.amount, kind: 'amount' },
          ]}
        >
          {view.rows.map(({ id, name, isGone, customer, amount, state, why }) => (
            <Row>
              <Cell kind="main" dir="auto">
                {isGone ? name : <a href={`${view.base}/${id}`}>{name}</a>}
                {customer !== null && <span class="block small">{customer}</span>}
              </Cell>
              <Cell label={words.state}>
                <Tag tone={TONES[state]}>{words.states[state]}</Tag>
              </Cell>
              <Cell label={words.why}>{why === '' ? '–' : why}</Cell>
              <Cell kind="owed">{amount}</Cell>
            </Row>
          ))}
        </Table>
        <Actions>
          {!view.isFirst && <a href={view.self}>{words.first}</a>}{' '}
          {view.next !== null && <a href={`${view.self}?after=${view.next}`}>{words.next}</a>}{' '}
          <a href={view.base}>{words.cancel}</a>
        </Actions>
      </>
    ),
  });
};

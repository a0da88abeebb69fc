import type { StoppedKind } from '../../../domain/watch/stopped.ts';
import { VerbForm } from '../../components/form.tsx';
import { Remark, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { isolate } from '../../text.ts';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { Paging, queried } from '../parts/paging.tsx';
import { reasonText, whatText, WORK_WORDS as words } from '../words/work.ts';
import { WorkTabs } from './tabs.tsx';

export type StoppedView = {
  readonly home: string;
  readonly kind: StoppedKind;
  /** Only what stopped for it; null for all. */
  readonly reason: string | null;
  readonly work: readonly {
    readonly id: string;
    readonly what: string;
    readonly reason: string | null;
    readonly attempts: number;
    readonly since: string;
    /** Ids of ours and of Stripe's. */
    readonly names: readonly string[];
    /** Its own page; null where nothing more is kept. */
    readonly href: string | null;
  }[];
  readonly before: number;
  readonly isFirst: boolean;
  readonly next: string | null;
  readonly may: { readonly runAgain: boolean; readonly readAudit: boolean };
  readonly said: string | null;
};

/** The stopped work of a kind, oldest first, each with its way on. */
export const stoppedPage = (view: StoppedView, context: DashboardContext): string =>
  dashboardPage({
    title: words.kinds[view.kind],
    context,
    said: flashFor(words.said, view.said),
    styles: '.list .names{overflow-wrap:anywhere}@media (min-width:40.01em){.list .main{width:40%}}',
    body: (
      <>
        <PageHead
          title={words.kinds[view.kind]}
          lead={view.reason === null ? undefined : words.ofReason(isolate(reasonText(view.reason)))}
        />
        <WorkTabs home={view.home} current={null} mayReadAudit={view.may.readAudit} />
        {view.work.length === 0 ? <Empty text={words.noneOfKind} /> : <List view={view} context={context} />}
        {view.work.length > 0 && view.may.runAgain && (
          <>
            <div class="actions">
              <Again
                view={view}
                context={context}
                fields={view.reason === null ? {} : { reason: view.reason }}
              >
                {words.againAll(words.kinds[view.kind])}
              </Again>
            </div>
            <Remark>{words.againText}</Remark>
          </>
        )}
        <Paging
          first={view.isFirst ? null : hrefOf(view, null)}
          next={view.next === null ? null : hrefOf(view, view.next)}
        />
        <WayOn href={`${view.home}/work`}>{words.back}</WayOn>
      </>
    ),
  });

const hrefOf = ({ home, kind, reason }: StoppedView, after: string | null): string =>
  queried(`${home}/work/${kind}`, { reason, after });

type Part = { readonly view: StoppedView; readonly context: DashboardContext };
type Pressed = Part & {
  readonly fields: Readonly<Record<string, string>>;
  readonly fullLabel?: string;
  readonly children: string;
};

const Again = ({ view, context, fields, fullLabel, children }: Pressed) => (
  <VerbForm
    csrf={context.frame.csrf}
    action={`${view.home}/work/${view.kind}/again`}
    fields={{ before: String(view.before), from: 'list', ...fields }}
    label={children}
    {...(fullLabel !== undefined && { fullLabel })}
  />
);

const List = ({ view, context }: Part) => (
  <Table
    columns={[
      { heading: words.columns.what },
      { heading: words.columns.reason },
      { heading: words.columns.since },
      { heading: words.columns.attempts, kind: 'amount' },
      ...(view.may.runAgain ? [{ heading: words.columns.act, kind: 'verbs' as const }] : []),
    ]}
  >
    {view.work.map(({ id, what, reason, attempts, since, names, href }) => (
      <Row>
        <Cell kind="main">
          {href === null ? whatText(what) : <a href={href}>{whatText(what)}</a>}
          {names.map((name) => (
            <span class="block small names">{name}</span>
          ))}
        </Cell>
        <Cell label={words.columns.reason} dir="auto">
          {reasonText(reason)}
        </Cell>
        <Cell kind="day" label={words.columns.since}>
          {since}
        </Cell>
        <Cell kind="amount" label={words.columns.attempts}>
          {String(attempts)}
        </Cell>
        {view.may.runAgain && (
          <Cell kind="verbs">
            <Again view={view} context={context} fields={{ id }} fullLabel={words.againOne(id)}>
              {words.again}
            </Again>
          </Cell>
        )}
      </Row>
    ))}
  </Table>
);
